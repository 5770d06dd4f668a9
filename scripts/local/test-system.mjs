import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines } from './child.mjs';
import { connectAs } from './database.mjs';
import { findJava } from './java.mjs';
import { freePort } from './ports.mjs';
import { waitUntil } from './processes.mjs';
import { loadSecrets } from './secrets.mjs';
import { System } from './system.mjs';
import { archiveFile } from './zeebe-archive.mjs';
import { cacheFolder, ensureZeebe } from './zeebe-distribution.mjs';

/** The acts a test may order by name; each resolves when the part is gone or ready again. */
export const ACTS = /** @type {const} */ ([
  'kill9App',
  'restartApp',
  'kill9Engine',
  'restartEngine',
  'kill9Database',
  'restartDatabase',
]);

/**
 * Database, engine and application of their own on free ports and a temporary data folder; the build must be current.
 * Nothing is restarted by itself: a test says what dies and when it comes back.
 * @param {{ demo?: boolean, begins?: number, durable?: boolean, applicationEnv?: Record<string, string> }} [options] `begins`:
 *   epoch ms in the past at which application time begins; `durable`: as people run it, for benches
 */
export async function startTestSystem({ demo = true, begins, durable = false, applicationEnv = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'yousu-system-'));
  const system = new System({
    settings: {
      data,
      cache: cacheFolder(),
      host: '127.0.0.1',
      port: await freePort(),
      intakeHost: '127.0.0.1',
      intakePort: await freePort(),
      intakeUser: 'engine',
      intakePassword: undefined,
      postgresPort: await freePort(),
      enginePort: await freePort(),
      managementPort: await freePort(),
      heapMb: 512,
      demoBegins: begins,
      databaseUrl: undefined,
      adminUrl: undefined,
      zeebeAddress: undefined,
      zeebeManagementAddress: undefined,
      engineName: undefined,
    },
    secrets: loadSecrets(data),
    demo,
    durable,
    applicationEnv,
  });
  const cache = cacheFolder();
  const programs = { distribution: await ensureZeebe({ cache }), java: findJava().binary };

  const restartEngine = async () => {
    await system.zeebe?.stop();
    await system.startEngine();
    await system.engineReady();
  };
  const restartApp = async () => {
    await system.application?.stop();
    await system.startApplication();
    await system.applicationReady();
  };
  const restartDatabase = async () => {
    await system.postgres?.stop();
    await system.startDatabase();
  };
  const running = {
    url: `http://127.0.0.1:${system.settings.port}`,
    demoPassword: system.demoPassword,
    adminPassword: system.adminPassword,
    adminUrl: system.adminUrl,
    zeebeAddress: system.zeebeAddress,
    zeebeManagementAddress: system.zeebeManagementAddress,
    /** Where the engine posts its records, and as whom. */
    intake: {
      url: `http://127.0.0.1:${system.settings.intakePort}`,
      user: system.settings.intakeUser,
      password: system.intakePassword,
    },
    data,
    kill9App: async () => {
      system.application?.kill9();
      await system.application?.ended;
    },
    restartApp,
    kill9Engine: async () => system.zeebe?.kill9(),
    restartEngine,
    kill9Database: async () => system.postgres?.kill9(),
    restartDatabase,
    logs: (lines = 60) =>
      ['application', 'engine', 'postgres']
        .map((name) => `--- ${name}.log\n${worthReading(join(system.logs, `${name}.log`), lines)}`)
        .join('\n'),
    stop: async () => {
      await system.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all([
      system.startEngine({ ...programs, archive: archiveFile({ ...programs, cache }) }),
      system.startDatabase().then(() => system.migrateDatabase()),
    ]);
    await system.startApplication();
    await Promise.all([system.engineReady(), system.applicationReady()]);
    await modelsDeployed(system.adminUrl);
  } catch (error) {
    process.stderr.write(`${running.logs()}\n`);
    await running.stop();
    throw error;
  }
  return running;
}

/** On a busy machine the engine takes its first commands long after the application is there. @param {string} adminUrl */
async function modelsDeployed(adminUrl) {
  const sql = await connectAs(adminUrl);
  try {
    await waitUntil(async () => (await sql`select from packaged_deployments limit 1`).length > 0, {
      timeoutMs: 120_000,
      what: 'The models are not deployed',
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The engine reports every step of its start, which hides the line one looks for. @param {string} file @param {number} lines */
function worthReading(file, lines) {
  const text = lastLines(file, 2000).split('\n');
  const filtered = file.endsWith('engine.log') ? text.filter((line) => !/\] (INFO|DEBUG) /.test(line)) : text;
  return filtered.slice(-lines).join('\n');
}

/** @typedef {Awaited<ReturnType<typeof startTestSystem>>} RunningSystem */

/**
 * The shared system lives in the process of scripts/test.mjs; tests order its acts over loopback.
 * @param {RunningSystem} system
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serveControl(system) {
  const { url, demoPassword, adminPassword, adminUrl, zeebeAddress, zeebeManagementAddress, data } = system;
  const server = createServer(async (request, response) => {
    const name = request.url?.slice(1) ?? '';
    try {
      if (name === 'about')
        return response.end(
          JSON.stringify({ url, demoPassword, adminPassword, adminUrl, zeebeAddress, zeebeManagementAddress, data }),
        );
      if (name === 'logs') return response.end(JSON.stringify(system.logs()));
      const act = ACTS.find((each) => each === name);
      if (!act) throw new Error(`no act ${name}`);
      await system[act]();
      response.end('null');
    } catch (error) {
      response.statusCode = 500;
      response.end(JSON.stringify(error instanceof Error ? error.message : String(error)));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
