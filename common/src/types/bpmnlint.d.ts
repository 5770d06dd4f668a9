// The parts of bpmnlint and of its plug-in for the engine that are imported one by one: neither publishes types.

declare module 'bpmnlint/lib/test-rule.js' {
  export default function testRule(test: { moddleRoot: unknown; rule: { check: unknown } }): {
    id?: string;
    message: string;
  }[];
}

declare module 'bpmnlint/config/recommended.js' {
  const config: { rules: Record<string, string> };
  export default config;
}

declare module 'bpmnlint/rules/*' {
  const factory: (config?: unknown) => { check: unknown };
  export default factory;
}

declare module 'bpmnlint-plugin-camunda-compat' {
  const plugin: { configs: Record<string, { rules: Record<string, [string, unknown]> }> };
  export default plugin;
}

declare module 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/*' {
  const factory: (config?: unknown) => { check: unknown };
  export default factory;
}
