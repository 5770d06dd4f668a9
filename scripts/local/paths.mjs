import { chmodSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string} name of an npm package @returns {string | undefined} where it is installed */
export function packageFolder(name) {
  const folder = join(ROOT, 'node_modules', name);
  return existsSync(folder) ? folder : undefined;
}

/**
 * Node 24 from the packages, so that an older system Node is good enough to start with.
 * @returns {string} the binary for everything that is started
 */
export function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const packaged = join(ROOT, 'node_modules/.bin/node');
  return existsSync(packaged) ? packaged : process.execPath;
}

/** Packages installed without their scripts may lack the executable bit. @param {string} file */
export function makeExecutable(file) {
  if ((statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755);
}
