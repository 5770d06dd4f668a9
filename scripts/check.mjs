import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './local/build-output.mjs';
import { parseOptions } from './local/options.mjs';
import { nodeBinary, ROOT } from './local/paths.mjs';
import { seconds } from './local/steps.mjs';
import { runScript } from './local/user-error.mjs';

const AT_ONCE = 2;
const node = nodeBinary();
const tsc = 'node_modules/@typescript/native/bin/tsc';

/** @type {{ name: string, command: string[] }[]} the longest first, so that two at once end together */
const CHECKS = [
  { name: 'unused (knip)', command: [node, 'node_modules/knip/bin/knip.js', '--no-progress'] },
  {
    name: 'boundaries (dependency-cruiser)',
    command: [
      node,
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      'api',
      'common',
      'web',
      'scripts',
      '--output-type',
      'err',
    ],
  },
  { name: 'types of web', command: [node, tsc, '-p', 'web/tsconfig.json', '--noEmit', '--pretty', 'false'] },
  // Built, not only read: the tests need it and find it done.
  { name: 'types of api and common', command: [node, 'scripts/build.mjs', '--api'] },
  { name: 'types of tests', command: [node, tsc, '-p', 'tests/tsconfig.json', '--pretty', 'false'] },
  { name: 'models', command: [node, 'scripts/check-models.mjs'] },
  { name: 'format and lint (biome)', command: ['node_modules/.bin/biome', 'check', '--error-on-warnings', '.'] },
  { name: 'files for a server', command: [node, 'scripts/check-server-files.mjs'] },
  { name: 'locale keys', command: [node, 'scripts/check-locales.mjs'] },
];

/** Written by `npm run generate` and committed. */
const GENERATED = [
  'api/schema.graphql',
  ...['api/src', 'common/src', 'web/src'].flatMap((folder) =>
    filesUnder(join(ROOT, folder))
      .map((file) => file.slice(ROOT.length + 1))
      .filter((file) => /\.generated\.ts$/.test(file)),
  ),
];

// `npm run check`: what CI runs before the tests. One line per check; the output of those that fail.
await runScript(async () => {
  parseOptions(process.argv.slice(2), {}, 'npm run check');
  let failed = 0;
  const report = (name, code, output, ms) => {
    process.stdout.write(`  ${code === 0 ? '✓' : '✗'} ${name}  (${seconds(ms)})\n`);
    if (code === 0) return;
    failed += 1;
    process.stdout.write(
      `${output
        .trimEnd()
        .split('\n')
        .map((line) => `      ${line}`)
        .join('\n')}\n`,
    );
  };
  // First and alone: it writes files that the others read.
  await timed('generated files are current', generatedFilesAreCurrent, report);
  const waiting = [...CHECKS];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { command } = check;
      await timed(check.name, () => run(command), report);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  process.stdout.write(
    failed === 0 ? '\n  All checks pass.\n' : `\n  ${failed} of ${CHECKS.length + 1} checks failed.\n`,
  );
  return failed === 0 ? 0 : 1;
});

/** @param {string} name @param {() => Promise<{ code: number, output: string }>} work @param {Function} report */
async function timed(name, work, report) {
  const began = performance.now();
  const { code, output } = await work();
  report(name, code, output, performance.now() - began);
}

async function generatedFilesAreCurrent() {
  const before = GENERATED.map(contentOf);
  const { code, output } = await run([node, 'scripts/generate.mjs']);
  if (code !== 0) return { code, output };
  const changed = GENERATED.filter((file, index) => contentOf(file) !== before[index]);
  return {
    code: changed.length === 0 ? 0 : 1,
    output: `${changed.join(', ')} was not current and has been written anew: commit it.`,
  };
}

/** @param {string} file */
function contentOf(file) {
  return existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '';
}

/** @param {string[]} command @returns {Promise<{ code: number, output: string }>} */
function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_NO_WARNINGS: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
