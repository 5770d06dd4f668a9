import { spawnSync } from 'node:child_process';
import { nodeBinary } from './paths.mjs';

/**
 * Runs this command again: an older Node of the system cannot read TypeScript; the packages bring one that can.
 * @returns {number} its exit code
 */
export function runOnPackagedNode() {
  const { status } = spawnSync(nodeBinary(), process.argv.slice(1), { stdio: 'inherit' });
  return status ?? 1;
}
