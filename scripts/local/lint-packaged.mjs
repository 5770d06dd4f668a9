import { readTypeScript } from './typescript.mjs';

/**
 * Lints models with the sources of common/ as they are. Node 24.
 * @param {{ path: string, content: string }[]} set the packaged models
 * @param {{ path: string, content: string }[]} given take the place of those with the same ids; without any, all of the set
 * @returns {Promise<import('../../common/src/model-lint/finding.js').Finding[]>}
 */
export async function lintWithPackaged(set, given) {
  readTypeScript();
  const [{ lintModels }, { withChanges }, { ROLES }] = await Promise.all(
    ['model-lint/lint-models', 'model-lint/with-changes', 'access/roles'].map(
      (file) => import(`../../common/src/${file}.ts`),
    ),
  );
  const changed = given.length > 0 ? given : set;
  // Units and teams are the city's: only its database knows them.
  const city = { roles: ROLES, teams: [], units: [] };
  return lintModels(
    await withChanges(set, given),
    changed.map(({ path }) => path),
    city,
  );
}

/**
 * @param {import('../../common/src/model-lint/finding.js').Finding} finding
 * @param {string} [path] as its reader knows the file
 */
export function findingLine({ path, element, level, message }, shown = path) {
  return `${shown}: ${element || '-'}: ${level}: ${message}\n`;
}
