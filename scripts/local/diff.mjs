import { readFileSync } from 'node:fs';
import { parseOptions } from './options.mjs';
import { runOnPackagedNode } from './packaged-node.mjs';
import { readTypeScript } from './typescript.mjs';
import { UserError } from './user-error.mjs';

const COMMAND = 'npm run yousu -- diff <before> <after>';
const SIGN = { ADDED: '+', REMOVED: '-', CHANGED: '~' };

/**
 * Says what a version of a model says differently from another: steps, limits, candidates, rows, fields. Needs no running system.
 * @param {string[]} args
 * @returns {Promise<number>} 1 when they differ, as diff does
 */
export async function run(args) {
  const { json } = parseOptions(
    args.filter((arg) => arg.startsWith('-')),
    { json: 'flag' },
    COMMAND,
  );
  const typed = args.filter((arg) => !arg.startsWith('-'));
  const [before, after] = typed;
  if (before === undefined || after === undefined || typed.length > 2)
    throw new UserError(`${COMMAND} needs two .bpmn, .dmn or .form files.`, 2);
  if (Number(process.versions.node.split('.')[0]) < 24) return runOnPackagedNode();
  const changes = await changesOf(before, after);
  if (json) process.stdout.write(`${JSON.stringify(changes, null, 2)}\n`);
  else process.stdout.write(changes.map(lineOf).join(''));
  return changes.length > 0 ? 1 : 0;
}

/** @param {string} before @param {string} after */
async function changesOf(before, after) {
  readTypeScript();
  // Not at the top: an older Node does not even load it.
  const [{ compareModels, UnreadableModel }, { readModelText }] = await Promise.all([
    import('../../common/src/model-diff/compare-models.ts'),
    import('../../common/src/model-text/read-model-text.ts'),
  ]);
  const [earlier, later] = [textOf(before), textOf(after)];
  const { model } = readModelText(later);
  if (!model) throw new UserError(`${after} is no BPMN, DMN or form file.`, 2);
  try {
    return await compareModels(model.kind, earlier, later);
  } catch (error) {
    if (!(error instanceof UnreadableModel)) throw error;
    throw new UserError(`${error.which === 'before' ? before : after} cannot be read: ${error.message}`, 2);
  }
}

/** @param {import('../../common/src/model-diff/model-change.ts').ModelChange} change */
function lineOf({ kind, thing, aspect, element, name, before, after }) {
  const what = `${SIGN[kind]} ${thing.toLowerCase()} ${element}${name && name !== element ? ` (${name})` : ''}`;
  if (kind !== 'CHANGED') return `${what}${(after ?? before) ? `: ${after ?? before}` : ''}\n`;
  const words = aspect.toLowerCase().replaceAll('_', ' ');
  return `${what}: ${words}: ${before ?? 'nothing'} becomes ${after ?? 'nothing'}\n`;
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
      2,
    );
  }
}
