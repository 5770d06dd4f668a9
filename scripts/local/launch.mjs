import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { build } from './build-output.mjs';
import { lockDataFolder } from './data-lock.mjs';
import { demoPast } from './demo-past.mjs';
import { findJava } from './java.mjs';
import { ROOT } from './paths.mjs';
import { requireFreePort } from './ports.mjs';
import { loadSecrets } from './secrets.mjs';
import { portsOf, readSettings } from './settings.mjs';
import { Steps, seconds } from './steps.mjs';
import { Supervisor } from './supervisor.mjs';
import { System } from './system.mjs';
import { UserError } from './user-error.mjs';
import { archiveFile, ensureArchive } from './zeebe-archive.mjs';
import { cacheFolder, ensureZeebe, installedZeebe } from './zeebe-distribution.mjs';

/** What the launcher itself puts into a data folder: --fresh removes these and nothing else. */
const OURS = [
  'postgres',
  'engine',
  'attachments',
  'logs',
  'run',
  'secrets.json',
  'demo-city.json',
  'demo-seeded',
  'no-demo',
];

/**
 * Starts the whole system, watches over it, and ends it on Ctrl-C.
 * @param {{ fresh: boolean, yes: boolean, demo: boolean, small: boolean, port?: number }} wanted
 * @param {import('./steps.mjs').Steps} steps
 * @returns {Promise<number>} exit code
 */
export async function launch(wanted, steps) {
  const began = performance.now();
  const settings = readSettings(process.env, { port: wanted.port });
  const unlock = lockDataFolder(settings.data, `http://localhost:${settings.port}`);
  /** @type {System | undefined} */
  let system;
  const supervisor = new Supervisor((text) => steps.line(text));
  const interruption = interruptions();
  const starting = async () => {
    if (wanted.fresh) {
      requireAllOurs(settings);
      await removeData(settings.data, wanted.yes, interruption.signal);
    }
    const demo = demoOrNot(settings.data, wanted.demo);
    const past = demo ? demoPast(settings, wanted) : undefined;
    if (past) settings.demoBegins = past.begins;
    const unfinished = past !== undefined && !existsSync(join(settings.data, 'demo-seeded'));
    system = new System({ settings, secrets: loadSecrets(settings.data), demo, unfinished });
    await bringUp(system, steps);
    watch(system, supervisor);
    if (demo) await seedOrSay(system, steps, past);
    steps.line(`Ready after ${seconds(performance.now() - began)}`);
    process.stdout.write(welcome(system));
  };

  let code = 0;
  try {
    await Promise.race([starting().then(() => interruption.happened), interruption.happened]);
  } catch (error) {
    code = error instanceof UserError ? error.exitCode : 1;
    steps.clear();
    process.stderr.write(`\n${error instanceof UserError ? error.message : (error?.stack ?? error)}\n`);
  }
  supervisor.stop();
  interruption.onSecond(() => system?.kill9());
  steps.mute();
  const ending = new Steps();
  process.stdout.write('\n');
  await system?.stop((name, stop) => ending.run(`Stopping ${name}`, stop));
  unlock();
  // A step that was interrupted half way (a build, a download) would keep the process alive.
  process.exit(code);
}

/**
 * Ctrl-C or a termination once: orderly end; twice: at once.
 */
function interruptions() {
  let second = () => {};
  let first = 0;
  const controller = new AbortController();
  /** @type {Promise<void>} */
  const happened = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        // npm passes on the signal that the terminal has already sent to everyone: that is still the same one.
        if (first > 0 && performance.now() - first > 500) second();
        else if (first === 0) first = performance.now();
        controller.abort();
        resolve();
      });
    }
  });
  return {
    happened,
    signal: controller.signal,
    onSecond: (/** @type {() => void} */ act) => {
      second = act;
    },
  };
}

/** @param {System} system @param {import('./steps.mjs').Steps} steps */
async function bringUp(system, steps) {
  const { settings } = system;
  await steps.run(
    'Checking for leftovers',
    () => system.stopLeftovers(),
    (names) => names.length > 0 && `stopped ${names.join(', ')} of an earlier run`,
  );
  for (const each of portsOf(settings)) await requireFreePort(each);
  const programs = settings.zeebeAddress ? undefined : await findPrograms(steps);

  const building = steps.run(
    'Building',
    () => build(),
    (built) => built.length > 0 && built.join(' and '),
  );
  const database = (async () => {
    if (system.postgres) await steps.run('Starting PostgreSQL', () => system.startDatabase());
    await steps.run(
      system.postgres ? 'Migrating the database' : 'Checking and migrating the database of DATABASE_URL',
      () => system.migrateDatabase(),
      ({ version, applied }) => `PostgreSQL ${version}, ${applied === 0 ? 'nothing new' : `${applied} migrations`}`,
    );
  })();
  // The engine needs longest: it comes up while the rest is built and migrated.
  const engine = programs
    ? system.startEngine(programs)
    : steps.run(`Waiting for the engine at ${settings.zeebeAddress}`, () => system.engineReady());
  await Promise.all([building, database, engine]);
  await system.startApplication();
  await Promise.all([
    programs && steps.run('Starting the engine', () => system.engineReady()),
    steps.run('Starting the application, which deploys workflows/', () => system.applicationReady()),
  ]);
}

/** @param {import('./steps.mjs').Steps} steps */
async function findPrograms(steps) {
  const java = await steps.run(
    'Looking for Java',
    async () => findJava(),
    (found) => `${found.version} in ${found.home}`,
  );
  const cache = cacheFolder();
  const distribution =
    installedZeebe(cache) ??
    (await steps.run(
      // Short, so that the bar beside it fits a narrow terminal.
      'Fetching Zeebe, once',
      (onProgress) => ensureZeebe({ cache, onProgress }),
      () => `kept in ${cache}`,
    ));
  const programs = { java: java.binary, distribution, cache };
  const archive = archiveFile(programs);
  if (!existsSync(archive))
    await steps.run(
      'Preparing the engine for quick starts, once',
      () => ensureArchive(programs),
      (problem) => problem,
    );
  return { java: java.binary, distribution, archive };
}

/**
 * Chosen once per data folder: a start that forgets --no-demo must not fill a real city with invented accounts whose password
 * is printed.
 * @param {string} data @param {boolean} wanted
 * @returns {boolean}
 */
function demoOrNot(data, wanted) {
  const begunWithout = join(data, 'no-demo');
  if (existsSync(begunWithout)) return false;
  if (wanted) return true;
  if (existsSync(join(data, 'demo-seeded')))
    throw new UserError(
      `${data} holds the demo city, so --no-demo comes too late: set YOUSU_DATA to another folder, or begin anew with --fresh.`,
      2,
    );
  writeFileSync(begunWithout, `${new Date().toISOString()}\n`);
  return false;
}

/** @param {System} system @param {Supervisor} supervisor */
function watch(system, supervisor) {
  if (system.postgres)
    supervisor.watch({ name: 'PostgreSQL', child: () => system.postgres?.child, start: () => system.startDatabase() });
  if (system.zeebe) {
    supervisor.watch({
      name: 'The engine',
      child: () => system.zeebe?.child,
      start: async () => {
        await system.startEngine();
        await system.engineReady();
      },
    });
  }
  supervisor.watch({
    name: 'The application',
    child: () => system.application,
    start: async () => {
      await system.startApplication();
      await system.applicationReady();
    },
  });
}

/**
 * A city half filled is still one that people can try; the next start fills the rest.
 * @param {System} system @param {import('./steps.mjs').Steps} steps @param {import('./demo-past.mjs').DemoPast | undefined} past
 */
async function seedOrSay(system, steps, past) {
  try {
    await seed(system, steps, past);
  } catch (error) {
    steps.line(`The demo city is not complete; the next npm start goes on with it.\n${error.message}`);
  }
}

/** @param {System} system @param {import('./steps.mjs').Steps} steps @param {import('./demo-past.mjs').DemoPast | undefined} past */
async function seed(system, steps, past) {
  const done = join(system.settings.data, 'demo-seeded');
  if (existsSync(done)) return;
  const [{ seedDemo }, { wordsOf }] = await Promise.all([import('../seed-demo.mjs'), import('../demo/work-hours.mjs')]);
  await steps.run(
    past ? 'Filling the demo city with its past, once' : 'Filling the demo city, once',
    (show) =>
      seedDemo({
        baseUrl: system.url,
        password: system.demoPassword,
        past,
        onProgress: ({ now, received, arrived, total }) =>
          show(`${wordsOf(now)}, ${received} of ${total} cases received, ${arrived} where they belong`),
      }),
    ({ total, live, moves, movedMs, waitedMs }) =>
      `${total} cases, ${live} of them running${moves > 0 ? `; ${moves} moves of time in ${seconds(movedMs)}, ${seconds(waitedMs)} of waiting for the engine` : ''}`,
  );
  await system.zeebe?.takeSnapshot();
  writeFileSync(done, `${new Date().toISOString()}\n`);
}

/**
 * Half a deletion is worse than none: without secrets.json the identities in a given database cannot be read again, and a
 * given engine would go on with cases that nobody knows.
 * @param {import('./settings.mjs').Settings} settings
 */
function requireAllOurs({ data, databaseUrl, adminUrl, zeebeAddress }) {
  const given = [
    ...(databaseUrl || adminUrl ? ['the database of DATABASE_URL'] : []),
    ...(zeebeAddress ? ['the engine of ZEEBE_ADDRESS'] : []),
  ];
  if (given.length === 0) return;
  throw new UserError(
    `--fresh deletes what lives in ${data}, but ${given.join(' and ')} would keep cases whose other half is gone: empty all of it yourself, together.`,
    2,
  );
}

/** @param {string} data @param {boolean} yes @param {AbortSignal} signal */
async function removeData(data, yes, signal) {
  const present = OURS.filter((name) => existsSync(join(data, name)));
  if (present.length === 0) return;
  if (!yes) {
    if (!process.stdin.isTTY)
      throw new UserError(`--fresh deletes everything in ${data}, and there is no terminal to ask at: add --yes.`, 2);
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal
      .question(`Delete all data in ${data} (${present.join(', ')})? [y/N] `, { signal })
      .catch(() => '')
      .finally(() => terminal.close());
    if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('Nothing was deleted.');
  }
  const { stopLeftover } = await import('./child.mjs');
  const run = join(data, 'run');
  if (existsSync(run)) for (const name of readdirSync(run)) await stopLeftover(join(run, name));
  for (const name of present) rmSync(join(data, name), { recursive: true, force: true });
}

/** @param {System} system */
function welcome(system) {
  const accounts = system.demo
    ? `
  Demo accounts, all with the password ${system.demoPassword}
    huawu     话务员 call agent           chengban  承办经办人 handler
    zhijian   质检员 quality checker      fuzeren   单位负责人 unit leader
    paidan    派单员 dispatcher           duban     督办员 supervisor
    huifang   回访员 follow-up caller     lingdao   领导 leader
    xieban    协办 co-unit                shenji    审计 auditor
    sheji     流程设计员 designer         guanli    管理员 administrator
`
    : `
  Administrator: admin, password ${system.adminPassword}
`;
  const { zeebeAddress, intakeHost, intakePort, intakeUser } = system.settings;
  const engine = zeebeAddress
    ? `
  Engine at ${zeebeAddress}: its exporter must post to http://${intakeHost}:${intakePort} as ${intakeUser} (README, "Your own engine")
`
    : '';
  return `
  Yousu 有诉   ${system.url}
${accounts}${engine}
  Data in ${relativeToRoot(system.settings.data)}, logs in ${relativeToRoot(system.logs)}
  Stop with Ctrl-C; everything goes on where it was at the next npm start.

`;
}

/** @param {string} path */
function relativeToRoot(path) {
  return path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : path;
}
