import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary, ROOT } from './paths.mjs';
import { UserError } from './user-error.mjs';

/**
 * @typedef {{ name: string, sources: string[], clears: string[], output: string, command: string[] }} Target
 * @type {Target[]}
 */
const TARGETS = [
  {
    name: 'api',
    sources: ['api/src', 'common/src', 'tsconfig.json', 'package-lock.json'],
    clears: ['dist/api', 'dist/common'],
    output: 'dist/api/src/main.js',
    command: ['node_modules/@typescript/native/bin/tsc', '-p', 'tsconfig.json'],
  },
  {
    name: 'web',
    sources: ['web', 'common/src', 'package-lock.json'],
    clears: ['dist/web'],
    output: 'dist/web/index.html',
    command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
  },
];

/**
 * Builds what changed since the last build, both halves at once.
 * @param {{ force?: boolean, only?: string }} [options] `only`: the half of that name
 * @returns {Promise<string[]>} the names of what was built
 */
export async function build({ force = false, only } = {}) {
  const stale = TARGETS.filter((target) => (!only || target.name === only) && (force || !isCurrent(target)));
  await Promise.all(stale.map(buildTarget));
  return stale.map((target) => target.name);
}

/** @param {Target} target */
function isCurrent(target) {
  const stamp = stampFile(target);
  return (
    existsSync(join(ROOT, target.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(target)
  );
}

/** @param {Target} target */
async function buildTarget(target) {
  // Taken before: a file saved during the build makes the next start build again.
  const before = fingerprint(target);
  rmSync(stampFile(target), { force: true });
  for (const folder of target.clears) rmSync(join(ROOT, folder), { recursive: true, force: true });
  const child = spawn(nodeBinary(), target.command, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new UserError(`The ${target.name} could not be built:\n${output.trim()}`);
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stampFile(target), before);
}

/** @param {Target} target */
function stampFile(target) {
  return join(ROOT, 'dist', `.built-${target.name}`);
}

/** By content: a checkout or a copy changes times, not programs. @param {Target} target */
function fingerprint(target) {
  const hash = createHash('sha256');
  for (const file of target.sources.flatMap((source) => filesUnder(join(ROOT, source))).sort()) {
    if (/\.test\.tsx?$/.test(file)) continue;
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
}
