import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { nodeBinary, ROOT } from './paths.mjs';

const JEST = [
  '--experimental-vm-modules',
  join(ROOT, 'node_modules/jest/bin/jest.js'),
  '--cacheDirectory',
  join(ROOT, 'node_modules/.cache/jest'),
];
/** Jest waits for ever for what a test left open. */
const PATIENCE_AFTER_RESULTS_MS = 20_000;

/**
 * @param {string[]} patterns parts of file names; none = all
 * @returns {string[]} the test files, relative to the checkout, in a stable order
 */
export function listTests(patterns) {
  const listed = spawnSync(nodeBinary(), [...JEST, '--listTests', ...patterns], {
    cwd: ROOT,
    encoding: 'utf8',
    env: jestEnvironment({}),
  });
  if (listed.status !== 0) throw new Error(`jest cannot list the tests:\n${listed.stderr}`);
  return listed.stdout
    .split('\n')
    .filter((line) => line.startsWith('/'))
    .map((file) => relative(ROOT, file))
    .sort();
}

/**
 * @typedef {{ passed: number, failed: number, skipped: number, problems: string[] }} Tally
 * @param {object} run
 * @param {string[]} run.files
 * @param {number} run.workers 1 = one after the other in one process
 * @param {number} run.timeoutMs of one test
 * @param {Record<string, string>} run.env
 * @param {string} run.output where the results are written
 * @param {AbortSignal} run.signal
 * @returns {Promise<Tally>}
 */
export async function runJest({ files, workers, timeoutMs, env, output, signal }) {
  const args = [
    '--runTestsByPath',
    ...files,
    '--json',
    '--outputFile',
    output,
    '--testTimeout',
    String(timeoutMs),
    ...(workers === 1 ? ['--runInBand'] : ['--maxWorkers', String(workers)]),
  ];
  const child = spawn(nodeBinary(), [...JEST, ...args], {
    cwd: ROOT,
    env: jestEnvironment(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const problems = [];
  let patience;
  // Jest's warning that a worker "failed to exit gracefully" is shown and no more: on a busy machine half a second is
  // often too short. Processes, ports and folders left behind are looked for after each stage.
  child.stderr.on('data', (chunk) => process.stderr.write(chunk));
  const watch = setInterval(() => {
    if (patience || !existsSync(output)) return;
    patience = setTimeout(() => {
      problems.push(
        `a test left something open (a server, a connection, a timer): jest did not end within ${PATIENCE_AFTER_RESULTS_MS / 1000} s of its last result`,
      );
      child.kill('SIGKILL');
    }, PATIENCE_AFTER_RESULTS_MS);
  }, 500);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  clearTimeout(patience);
  signal.removeEventListener('abort', stop);
  if (!existsSync(output))
    return { passed: 0, failed: 1, skipped: 0, problems: [...problems, `jest ended with code ${code} and no results`] };
  const results = JSON.parse(readFileSync(output, 'utf8'));
  return {
    passed: results.numPassedTests,
    // A file that cannot be loaded has no tests that could fail.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
    problems,
  };
}

/** @param {Record<string, string>} env */
function jestEnvironment(env) {
  return { ...process.env, NODE_NO_WARNINGS: '1', FORCE_COLOR: process.stderr.isTTY ? '1' : '0', ...env };
}
