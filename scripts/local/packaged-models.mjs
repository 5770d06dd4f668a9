import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

export const WORKFLOWS = join(ROOT, 'workflows');

/**
 * The models under `workflows/` as text, in order of their names.
 * @param {string} [folder]
 * @returns {{ path: string, content: string }[]} paths within the folder, such as `processes/case-main.bpmn`
 */
export function packagedModels(folder = WORKFLOWS) {
  return [
    ['processes', '.bpmn'],
    ['decisions', '.dmn'],
    ['forms', '.form'],
  ].flatMap(([kind, ending]) =>
    readdirSync(join(folder, kind))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => ({ path: `${kind}/${name}`, content: readFileSync(join(folder, kind, name), 'utf8') })),
  );
}
