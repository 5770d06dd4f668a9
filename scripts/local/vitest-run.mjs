import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary, ROOT } from './paths.mjs';

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const FOLDERS = ['api', 'common', 'scripts', 'tests', 'web'];
/** From its last result until its processes are gone. */
const PATIENCE_AFTER_RESULTS_MS = 20_000;

/**
 * @param {string[]} patterns parts of file names; none = all
 * @returns {string[]} the test files, relative to the checkout, in a stable order
 */
export function listTests(patterns) {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
    .filter((file) => /\.test\.tsx?$/.test(file) && !file.includes('node_modules'))
    .filter((file) => patterns.length === 0 || patterns.some((part) => file.includes(part)))
    .sort();
}

/**
 * @typedef {{ passed: number, failed: number, skipped: number, problems: string[] }} Tally
 * @param {object} run
 * @param {string[]} run.files
 * @param {number} run.workers processes, each of which takes one file after the other
 * @param {number} run.timeoutMs of one test
 * @param {Record<string, string>} run.env
 * @param {string} run.output where the results are written
 * @param {AbortSignal} run.signal
 * @returns {Promise<Tally>}
 */
export async function runVitest({ files, workers, timeoutMs, env, output, signal }) {
  const child = spawn(
    nodeBinary(),
    [
      VITEST,
      'run',
      ...files,
      `--maxWorkers=${workers}`,
      `--testTimeout=${timeoutMs}`,
      `--hookTimeout=${timeoutMs}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${output}`,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const problems = [];
  let patience;
  const watch = setInterval(() => {
    if (patience || !existsSync(output)) return;
    patience = setTimeout(() => {
      problems.push(`vitest did not end within ${PATIENCE_AFTER_RESULTS_MS / 1000} s of its last result`);
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
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      problems: [...problems, `vitest ended with code ${code} and no results`],
    };
  const results = JSON.parse(readFileSync(output, 'utf8'));
  // A file that cannot be loaded, or whose hooks fail, has no failing test and fails all the same.
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  );
  const failed = results.numFailedTests + broken.length;
  const missing = files.length - results.testResults.length;
  if (missing > 0) problems.push(`${missing} of ${files.length} files were not run`);
  if (code !== 0 && failed === 0) problems.push(`vitest ended with code ${code}: an error outside of the tests`);
  return {
    passed: results.numPassedTests,
    failed,
    skipped: results.numPendingTests + results.numTodoTests,
    problems,
  };
}
