import { spawn } from 'node:child_process';
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { parseOptions, portOf, START_OPTIONS } from './local/options.mjs';
import { installPackages, packagesAreInstalled } from './local/packages.mjs';
import { nodeBinary, ROOT } from './local/paths.mjs';
import { sendSignal } from './local/processes.mjs';
import { Steps } from './local/steps.mjs';
import { runScript, UserError } from './local/user-error.mjs';

const WATCHED = ['api/src', 'common/src', 'workflows'];
/** Editors save in several steps. */
const QUIET_MS = 300;

// `npm run dev`: the system of `npm start`, whose application is built and restarted when the api changes, and the web with
// hot replacement on http://localhost:5173. Takes the options of `npm start`.
await runScript(async () => {
  const steps = new Steps();
  if (!packagesAreInstalled()) await steps.run('Installing packages', installPackages);
  const { build } = await import('./local/build-output.mjs');
  const { readSettings } = await import('./local/settings.mjs');
  const options = process.argv.slice(2);
  const { data, port } = readSettings(process.env, { port: portAmong(options) });
  const node = nodeBinary();
  const system = spawn(node, [join(ROOT, 'scripts/start.mjs'), ...options], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  const web = spawn(
    node,
    ['node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts', '--clearScreen', 'false'],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, YOUSU_PORT: String(port) } },
  );

  const rebuild = async () => {
    try {
      const built = await steps.run(
        'Building',
        () => build(),
        (names) => names.length > 0 && names.join(' and '),
      );
      // The launcher starts it again by itself.
      if (built.includes('api')) restartApplication(data);
    } catch (error) {
      process.stderr.write(`${error instanceof UserError ? error.message : error}\n`);
    }
  };
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let building = Promise.resolve();
  const watchers = WATCHED.map((folder) =>
    watch(join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        building = building.then(rebuild);
      }, QUIET_MS);
    }),
  );

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => system.kill(signal));
  const code = await new Promise((resolve) => system.once('exit', resolve));
  for (const each of watchers) each.close();
  clearTimeout(timer);
  web.kill();
  return code ?? 1;
});

/** @param {string[]} options of `npm start` @returns {number | undefined} */
function portAmong(options) {
  const { port } = parseOptions(options, START_OPTIONS, 'npm run dev');
  return port === undefined ? undefined : portOf(port, '--port', 3000);
}

/** @param {string} data the data folder */
function restartApplication(data) {
  const file = join(data, 'run/application.json');
  if (existsSync(file)) sendSignal(JSON.parse(readFileSync(file, 'utf8')).pid, 'SIGTERM');
}
