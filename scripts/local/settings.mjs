import { isAbsolute, join } from 'node:path';
import { demoBegins } from './demo-time.mjs';
import { portOf } from './options.mjs';
import { ROOT } from './paths.mjs';
import { UserError } from './user-error.mjs';
import { cacheFolder } from './zeebe-distribution.mjs';

/** Heap above which the engine no longer fits the memory the README promises. */
const LARGEST_HEAP_MB = 768;
/** The application asks the same of it. */
const SHORTEST_INTAKE_PASSWORD = 16;

/**
 * @typedef {object} Settings
 * @property {string} data folder of everything that lives
 * @property {string} cache folder of fetched programs
 * @property {string} host @property {number} port web and API
 * @property {string} intakeHost @property {number} intakePort the engine's exporter posts here
 * @property {string} intakeUser with which it signs in
 * @property {string | undefined} intakePassword chosen by the person; otherwise the generated one
 * @property {number} postgresPort @property {number} enginePort @property {number} managementPort
 * @property {number} heapMb of the engine
 * @property {number | undefined} demoBegins epoch ms at which application time of a new demonstration begins
 * @property {string | undefined} databaseUrl the application's (with adminUrl) or the owner's (alone)
 * @property {string | undefined} adminUrl the owner's
 * @property {string | undefined} zeebeAddress host:port of a cluster to use instead of our own engine
 * @property {string | undefined} zeebeManagementAddress of that cluster
 * @property {string | undefined} engineName of that cluster
 */

/**
 * The launcher's reading of the environment; the application has its own in api/src/config/env.ts.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ port?: number }} [chosen] on the command line
 * @returns {Settings}
 */
export function readSettings(env, chosen = {}) {
  const data = env.YOUSU_DATA || join(ROOT, '.data');
  const heapMb = Number(env.YOUSU_ENGINE_HEAP || 512);
  if (!Number.isInteger(heapMb) || heapMb < 128)
    throw new UserError(
      `YOUSU_ENGINE_HEAP is "${env.YOUSU_ENGINE_HEAP}", but the engine's heap is a whole number of megabytes from 128 up (${LARGEST_HEAP_MB} is plenty).`,
      2,
    );
  if (env.ZEEBE_ADDRESS && !/^[^:/]+:\d+$/.test(env.ZEEBE_ADDRESS))
    throw new UserError(
      `ZEEBE_ADDRESS is "${env.ZEEBE_ADDRESS}", but host:port is expected, for example 10.0.0.5:26500.`,
      2,
    );
  if (env.YOUSU_INTAKE_PASSWORD && env.YOUSU_INTAKE_PASSWORD.length < SHORTEST_INTAKE_PASSWORD)
    throw new UserError(`YOUSU_INTAKE_PASSWORD is shorter than ${SHORTEST_INTAKE_PASSWORD} characters.`, 2);
  for (const name of ['DATABASE_URL', 'DATABASE_ADMIN_URL']) requireDatabaseUrl(name, env[name]);
  return {
    data: isAbsolute(data) ? data : join(ROOT, data),
    cache: cacheFolder(env),
    host: env.YOUSU_HOST || '127.0.0.1',
    port: chosen.port ?? portOf(env.YOUSU_PORT, 'YOUSU_PORT', 3000),
    intakeHost: env.YOUSU_INTAKE_HOST || '127.0.0.1',
    intakeUser: env.YOUSU_INTAKE_USER || 'engine',
    intakePassword: env.YOUSU_INTAKE_PASSWORD || undefined,
    intakePort: portOf(env.YOUSU_INTAKE_PORT, 'YOUSU_INTAKE_PORT', 3081),
    postgresPort: portOf(env.YOUSU_POSTGRES_PORT, 'YOUSU_POSTGRES_PORT', 5439),
    enginePort: portOf(env.YOUSU_ENGINE_PORT, 'YOUSU_ENGINE_PORT', 26500),
    managementPort: portOf(env.YOUSU_ENGINE_MANAGEMENT_PORT, 'YOUSU_ENGINE_MANAGEMENT_PORT', 9600),
    heapMb,
    demoBegins: demoBegins(env.YOUSU_DEMO_BEGINS),
    databaseUrl: env.DATABASE_URL || undefined,
    adminUrl: env.DATABASE_ADMIN_URL || undefined,
    zeebeAddress: env.ZEEBE_ADDRESS || undefined,
    zeebeManagementAddress: env.ZEEBE_MANAGEMENT_ADDRESS || undefined,
    engineName: env.YOUSU_ENGINE_NAME || undefined,
  };
}

/** @param {string} name @param {string | undefined} value */
function requireDatabaseUrl(name, value) {
  if (!value) return;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) {
    throw new UserError(
      `${name} is not a database address: postgres://user:password@host:5432/database is expected.`,
      2,
    );
  }
}

/**
 * The ports the launcher's own parts need; those of given servers are not among them.
 * @param {Settings} settings
 */
export function portsOf(settings) {
  return [
    { port: settings.port, host: settings.host, what: 'the web and the API', setting: '--port or YOUSU_PORT' },
    { port: settings.intakePort, host: settings.intakeHost, what: 'the record intake', setting: 'YOUSU_INTAKE_PORT' },
    ...(settings.databaseUrl || settings.adminUrl
      ? []
      : [{ port: settings.postgresPort, what: 'PostgreSQL', setting: 'YOUSU_POSTGRES_PORT' }]),
    ...(settings.zeebeAddress
      ? []
      : [
          { port: settings.enginePort, what: 'the engine', setting: 'YOUSU_ENGINE_PORT' },
          { port: settings.managementPort, what: "the engine's management", setting: 'YOUSU_ENGINE_MANAGEMENT_PORT' },
        ]),
  ];
}
