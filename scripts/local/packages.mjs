import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { UserError } from './user-error.mjs';

const OLDEST_NODE = [20, 19];

/** @throws {UserError} when even the first step could not run on this Node */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new UserError(
    `Node ${version} is too old, ${OLDEST_NODE.join('.')} or newer is needed: install one from https://nodejs.org.`,
  );
}

/**
 * Whether node_modules holds what package-lock.json asks for. By content, because a copy or a checkout changes times,
 * and a needless installation deletes everything first.
 */
export function packagesAreInstalled(root = ROOT) {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, about]) => {
    if (path === '') return true;
    // Packages of other platforms are left out by npm.
    if (!present[path]) return Boolean(about.optional);
    return present[path].version === about.version && present[path].integrity === about.integrity;
  });
}

/**
 * npm empties node_modules before it installs. Behind a link lies somebody else's folder: never touched.
 * @throws {UserError}
 */
export function requireOwnPackagesFolder(root = ROOT) {
  const folder = join(root, 'node_modules');
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new UserError(
    `${folder} is a link to ${realpathSync(folder)} and does not hold the packages of package-lock.json: remove the link, or run "npm ci" where it points.`,
  );
}

/** Installs exactly the lock file, without running anybody's install scripts. @param {(text: string) => void} onProgress */
export async function installPackages(onProgress) {
  requireOwnPackagesFolder();
  onProgress('npm ci');
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const child = spawn(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new UserError(`npm could not be started (${error.message}): is it installed?`)),
    );
    child.once('close', resolve);
  });
  if (code !== 0) throw new UserError(`npm ci failed:\n${output.trim().split('\n').slice(-15).join('\n')}`);
}
