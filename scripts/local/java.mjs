import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from './user-error.mjs';

/** Zeebe 8.5 runs on Java 21 and later (25 is what it was measured with). */
const NEEDED = 21;

/**
 * @typedef {{ home: string, version: number, binary: string }} Java
 * @param {{ env?: NodeJS.ProcessEnv, roots?: string[] }} [where] for tests
 * @returns {Java[]} every Java of this machine, newest first, each once
 */
export function listJavas({ env = process.env, roots = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines'] } = {}) {
  const homes = [
    ...(env.JAVA_HOME ? [env.JAVA_HOME] : []),
    ...(env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => folder && existsSync(join(folder, 'java')))
      .map((folder) => homeOf(join(folder, 'java'))),
    ...roots
      .filter((root) => existsSync(root))
      .flatMap((root) => readdirSync(root).flatMap((name) => [join(root, name), join(root, name, 'Contents/Home')])),
  ];
  /** @type {Map<string, Java>} */
  const found = new Map();
  for (const home of homes) {
    const binary = join(home, 'bin/java');
    if (!existsSync(binary)) continue;
    const real = realpathSync(binary);
    if (found.has(real)) continue;
    const version = versionOf(dirname(dirname(real)), real);
    if (version !== undefined) found.set(real, { home: dirname(dirname(real)), version, binary: real });
  }
  return [...found.values()].sort((a, b) => b.version - a.version);
}

/**
 * The newest Java of JAVA_HOME, PATH and /usr/lib/jvm that the engine can run on.
 * @param {Parameters<typeof listJavas>[0]} [where]
 * @returns {Java}
 */
export function findJava(where) {
  const all = listJavas(where);
  const [newest] = all;
  if (newest && newest.version >= NEEDED) return newest;
  const seen =
    all.length === 0
      ? 'none was found'
      : `only ${all.map((each) => `Java ${each.version} in ${each.home}`).join(' and ')} was found`;
  throw new UserError(
    `The engine needs Java ${NEEDED} or newer, but ${seen} in JAVA_HOME, PATH and /usr/lib/jvm: install one, for example with "apt-get install openjdk-21-jre-headless" or from https://adoptium.net, or set JAVA_HOME.`,
  );
}

/** @param {string} binary */
function homeOf(binary) {
  return dirname(dirname(realpathSync(binary)));
}

/**
 * Read from the release file, because asking the program costs a third of a second for each.
 * @param {string} home @param {string} binary
 */
function versionOf(home, binary) {
  const release = join(home, 'release');
  const text = existsSync(release)
    ? readFileSync(release, 'utf8')
    : (spawnSync(binary, ['-version'], { encoding: 'utf8' }).stderr ?? '');
  const match = /(?:JAVA_VERSION="|version ")(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : undefined;
}
