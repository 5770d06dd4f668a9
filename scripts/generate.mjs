import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary, ROOT } from './local/paths.mjs';
import { Steps } from './local/steps.mjs';
import { runScript, UserError } from './local/user-error.mjs';

/** In this order: the web's types come from the schema. */
const GENERATORS = ['generate-schema', 'generate-contract', 'generate-calendar', 'generate-web-types'];

// `npm run generate`: everything that is generated and committed. Leaves no difference when nothing changed.
await runScript(async () => {
  const steps = new Steps();
  for (const name of GENERATORS.filter((each) => existsSync(join(ROOT, 'scripts', `${each}.mjs`)))) {
    await steps.run(`scripts/${name}.mjs`, () => run(name));
  }
});

/** @param {string} name */
async function run(name) {
  const child = spawn(nodeBinary(), [join(ROOT, 'scripts', `${name}.mjs`)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new UserError(`scripts/${name}.mjs failed:\n${output.trim()}`);
}
