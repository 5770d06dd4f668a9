import { parseOptions } from './local/options.mjs';
import { problemsOfServerFiles, readServerFiles } from './local/server-files.mjs';
import { runScript } from './local/user-error.mjs';

// Part of `npm run check`: docker/ against the schema of compose, a linter, what the launcher pins and what the application reads.
await runScript(async () => {
  parseOptions(process.argv.slice(2), {}, 'node scripts/check-server-files.mjs');
  const problems = await problemsOfServerFiles(readServerFiles());
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return problems.length === 0 ? 0 : 1;
});
