import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../scripts/local/paths.mjs';

const DOCKERFILE = readFileSync(join(ROOT, 'docker/Dockerfile'), 'utf8');
const LAST_STAGE = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('\nFROM '));

/** What the image runs without another command, e.g. `node --enable-source-maps docker/entrypoint.mjs` and `dist/api/src/main.js`. */
export const IMAGE = {
  entrypoint: listOf('^ENTRYPOINT'),
  command: listOf('^CMD'),
  healthCheck: listOf('^HEALTHCHECK .*\\\\\\n +CMD'),
};

function listOf(instruction: string): string[] {
  const found = new RegExp(`${instruction} (\\[.*\\])$`, 'm').exec(LAST_STAGE)?.[1];
  if (!found) throw new Error(`the Dockerfile has no ${instruction}`);
  return JSON.parse(found);
}

/**
 * The files of the image in a folder, as the last stage of the Dockerfile copies them: what it forgets is not there, and
 * packages for development cannot be imported. The build must be current.
 */
export function assembleImage(folder: string): void {
  for (const [, from, source = '', target = ''] of LAST_STAGE.matchAll(/^COPY (?:--from=(\w+) )?(\S+) (\S+)$/gm)) {
    if (from === 'packages') linkPackages(join(folder, target));
    else cpSync(join(ROOT, source.replace(/^\/build\//, '')), join(folder, target), { recursive: true });
  }
}

/** The packages of `npm ci --omit=dev` but for those that the Dockerfile removes. */
function linkPackages(target: string): void {
  const removed = (/rm -rf (.*?) \\$/m.exec(DOCKERFILE)?.[1] ?? '')
    .split(' ')
    .map((pattern) => new RegExp(`^${pattern.replace('*', '[^/]*')}(/|$)`));
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  for (const [path, { dev }] of Object.entries(packages)) {
    if (dev || !/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) || removed.some((pattern) => pattern.test(path)))
      continue;
    const link = join(target, path.slice('node_modules/'.length));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, path), link);
  }
}
