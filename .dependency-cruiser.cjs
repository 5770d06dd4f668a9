const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const source = (...except) => ({ path: '^(api|common|web)/src/', pathNot: ['\\.test\\.tsx?$', ...except] });
const feature = '^api/src/features/';

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('product-never-imports-tests', source(), { path: '(^tests/|\\.test\\.tsx?$)' }),
    rule('product-never-imports-scripts', source(), { path: '^scripts/' }),
    rule(
      'web-and-api-share-only-common-and-the-schema',
      { path: '^(web|api)/' },
      { path: '^(web|api)/', pathNot: '^$1/' },
    ),
    rule('common-is-pure', { path: '^common/src/', pathNot: '\\.test\\.ts$' }, { path: '^(api|web|scripts|tests)/' }),
    // common/ runs in the browser too.
    rule('common-knows-no-node', { path: '^common/src/', pathNot: '\\.test\\.ts$' }, { dependencyTypes: ['core'] }),

    // api/src/features: one front door each; edges -> use cases -> model
    rule(
      'feature-front-door',
      { path: '^api/src/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      { path: feature, pathNot: ['^api/src/features/$1/', '\\.public\\.ts$'] },
    ),
    rule(
      'model-is-pure',
      { path: `${feature}.*\\.(model|errors)\\.ts$` },
      { pathNot: ['\\.(model|errors|public)\\.ts$', '^api/src/errors/', '^common/src/'] },
    ),
    rule(
      'sql-knows-only-sql',
      { path: '\\.(repository|queries)\\.ts$' },
      { path: '(^api/src/(process-engine|generated)/|@nestjs/graphql|\\.(resolver|job|loaders)\\.ts$)' },
    ),
    // A resolver may run a query of its feature; what changes rows goes through a use case (a job is one itself).
    rule(
      'resolvers-call-use-cases',
      { path: '\\.resolver\\.ts$' },
      { path: '\\.repository\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule('resolver-never-calls-the-engine', { path: '\\.resolver\\.ts$' }, { path: '^api/src/process-engine/' }),
    rule(
      'ground-never-imports-features',
      { path: '^api/src/(errors|database|process-engine|graphql|config|clock)/', pathNot: '\\.test\\.ts$' },
      { path: feature },
    ),

    // one door to each technology
    rule('one-door-postgres', source('^api/src/database/'), {
      path: 'node_modules/postgres/',
      dependencyTypesNot: ['type-only'],
    }),
    rule('one-door-camunda', source('^api/src/process-engine/zeebe'), { path: 'node_modules/@camunda8/' }),
    rule('one-door-bpmn-js', source('^web/src/ui/bpmn/'), {
      path: 'node_modules/(bpmn-js|diagram-js|camunda-bpmn-js)/',
    }),

    // web/src: app -> pages -> features -> ui, lib, gql
    rule(
      'web-features-are-islands',
      { path: '^web/src/features/([^/]+)/' },
      { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    ),
    rule('web-features-never-import-pages', { path: '^web/src/features/' }, { path: '^web/src/(app|pages)/' }),
    rule(
      'web-pages-never-import-pages',
      { path: '^web/src/pages/([^/]+)/' },
      { path: '^web/src/pages/', pathNot: '^web/src/pages/$1/' },
    ),
    rule('web-ui-is-a-leaf', { path: '^web/src/(ui|lib)/' }, { path: '^web/src/(app|pages|features)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
