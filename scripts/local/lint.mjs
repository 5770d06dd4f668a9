import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { parseOptions } from './options.mjs';
import { packagedModels, WORKFLOWS } from './packaged-models.mjs';
import { runOnPackagedNode } from './packaged-node.mjs';
import { UserError } from './user-error.mjs';

const COMMAND = 'npm run yousu -- lint <files…>';
/** In bytes; a file of more than 20 million characters is not looked into anyway. */
const LARGEST = 100_000_000;

/**
 * Says what is wrong with models and how to mend it: BPMN, DMN and forms from any tool, checked with the packaged models
 * around them. Needs no running system.
 * @param {string[]} args
 * @returns {Promise<number>} 1 when something is an error
 */
export async function run(args) {
  const { json } = parseOptions(
    args.filter((arg) => arg.startsWith('-')),
    { json: 'flag' },
    COMMAND,
  );
  const typed = args.filter((arg) => !arg.startsWith('-'));
  if (typed.length === 0) throw new UserError(`${COMMAND} needs at least one .bpmn, .dmn or .form file.`, 2);
  if (Number(process.versions.node.split('.')[0]) < 24) return runOnPackagedNode();

  const given = new Map(typed.map((path) => [pathInSet(path), path]));
  const files = [...given].map(([path, shown]) => ({ path, content: textOf(shown) }));
  // Not at the top: an older Node does not even load it.
  const { findingLine, lintWithPackaged } = await import('./lint-packaged.mjs');
  const found = await lintWithPackaged(packagedModels(), files);
  const findings = found.map((finding) => ({ ...finding, path: given.get(finding.path) ?? finding.path }));
  const errors = findings.filter(({ level }) => level === 'error').length;
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else {
    for (const finding of findings) process.stdout.write(findingLine(finding));
    const count = (/** @type {number} */ number, /** @type {string} */ what) =>
      `${number} ${what}${number === 1 ? '' : 's'}`;
    process.stdout.write(
      `${count(files.length, 'file')}: ${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}\n`,
    );
  }
  return errors > 0 ? 1 : 0;
}

/** A packaged file by its place among them, any other by where it lies. @param {string} path */
function pathInSet(path) {
  const whole = resolve(path);
  const inside = relative(WORKFLOWS, whole);
  return inside.startsWith('..') || isAbsolute(inside) ? whole : inside.split(sep).join('/');
}

/** @param {string} path */
function textOf(path) {
  try {
    if (statSync(path).size > LARGEST)
      throw new UserError(`${path} is larger than ${LARGEST / 1_000_000} MB, which is no model: look what it is.`, 2);
    return decoded(readFileSync(path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason =
      error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? 'it is a folder' : error.message;
    throw new UserError(`${path} cannot be read: ${reason}.`, 2);
  }
}

/** Tools write UTF-8, some UTF-16 or, in China, GBK and say so. @param {Buffer} bytes */
function decoded(bytes) {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff')
    return utf8Declared(new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes));
  const [, encoding] =
    /^<\?xml[^>]{0,200}?encoding=["']([\w.-]+)["']/.exec(bytes.subarray(0, 300).toString('latin1')) ?? [];
  try {
    return encoding ? utf8Declared(new TextDecoder(encoding).decode(bytes)) : bytes.toString('utf8');
  } catch {
    // An encoding that nobody knows: the linter says so.
    return bytes.toString('utf8');
  }
}

/** From here on it is a text: what was declared for its bytes no longer holds. @param {string} xml */
function utf8Declared(xml) {
  return xml.replace(/^(\uFEFF?<\?xml[^>]{0,200}?encoding=["'])[\w.-]+/, '$1UTF-8');
}
