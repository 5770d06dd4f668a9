import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockHolder } from './data-lock.mjs';
import { APP_ROLE, checkDatabase, connectAs, withCredentials } from './database.mjs';
import { commandSucceeds } from './engine-probe.mjs';
import { findJava } from './java.mjs';
import { parseOptions } from './options.mjs';
import { packagesAreInstalled } from './packages.mjs';
import { isPortFree, portOwner } from './ports.mjs';
import { waitUntil } from './processes.mjs';
import { portsOf, readSettings } from './settings.mjs';
import { installedZeebe, ZEEBE_VERSION } from './zeebe-distribution.mjs';

/** The engine stops taking commands at 300 MB; this leaves time to act. */
const DISK_NEEDED_MB = 2000;
/** A loaded engine exports within 1.6 s: more records than this are no moment but a standstill. */
const LAG_ALLOWED = 5000;
/** A working exporter delivers within 1.6 s, on a crowded machine within a few more. */
const STANDSTILL_MS = 15_000;
/** Deadlines are counted in minutes. */
const CLOCK_ALLOWED_S = 30;

/**
 * @typedef {{ state: 'good' | 'note' | 'bad', text: string, todo?: string }} Finding
 * @param {string[]} args
 * @returns {Promise<number>} 1 if something must be done
 */
export async function run(args) {
  parseOptions(args, {}, 'npm run yousu -- doctor');
  const settings = readSettings(process.env);
  const holder = lockHolder(settings.data);
  /** @type {[string, () => Promise<Finding>][]} */
  const checks = [
    [
      'Packages',
      async () =>
        packagesAreInstalled() ? good('as in package-lock.json') : note('not installed', '"npm start" installs them.'),
    ],
    ['Node', async () => good(process.versions.node)],
    [
      'System',
      async () =>
        holder
          ? good(`runs at ${holder.url}, process ${holder.pid}`)
          : note('is not running', 'start it with "npm start".'),
    ],
    ['Java', () => java(settings)],
    ['Engine program', () => engineProgram(settings)],
    ['Disk', () => disk(settings)],
    ['Ports', () => ports(settings, Boolean(holder))],
    ['Database', () => database(settings, Boolean(holder))],
    ['Clock', () => clock(settings, Boolean(holder))],
    ['Engine', () => engine(settings, Boolean(holder))],
    ['Records', () => records(settings, Boolean(holder))],
  ];
  let bad = 0;
  for (const [name, check] of checks) {
    /** @type {Finding} */
    const finding = await check().catch((error) => ({ state: 'bad', text: error.message.split('\n')[0] }));
    if (finding.state === 'bad') bad += 1;
    const sign = { good: '✓', note: '·', bad: '✗' }[finding.state];
    process.stdout.write(
      `  ${sign} ${name.padEnd(15)} ${finding.text}\n${finding.todo ? `    ${' '.repeat(15)} → ${finding.todo}\n` : ''}`,
    );
  }
  process.stdout.write(
    bad === 0 ? '\n  Nothing has to be done.\n' : `\n  ${bad} ${bad === 1 ? 'thing has' : 'things have'} to be done.\n`,
  );
  return bad === 0 ? 0 : 1;
}

/** @param {string} text @returns {Finding} */
const good = (text) => ({ state: 'good', text });
/** @param {string} text @param {string} [todo] @returns {Finding} */
const note = (text, todo) => ({ state: 'note', text, todo });
/** @param {string} text @param {string} todo @returns {Finding} */
const bad = (text, todo) => ({ state: 'bad', text, todo });

/** @typedef {import('./settings.mjs').Settings} Settings */

/** @param {Settings} settings */
async function java(settings) {
  if (settings.zeebeAddress) return note('not needed: ZEEBE_ADDRESS is set');
  const found = findJava();
  return good(`${found.version} in ${found.home}`);
}

/** @param {Settings} settings */
async function engineProgram(settings) {
  if (settings.zeebeAddress) return note('not needed: ZEEBE_ADDRESS is set');
  const home = installedZeebe(settings.cache);
  return home
    ? good(home)
    : note(`Zeebe ${ZEEBE_VERSION} is not in ${settings.cache} yet`, '"npm start" fetches it once (212 MB).');
}

/** @param {Settings} settings */
async function disk(settings) {
  let folder = settings.data;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 1e6);
  if (freeMb >= DISK_NEEDED_MB) return good(`${freeMb} MB free at ${settings.data}`);
  return bad(
    `only ${freeMb} MB free at ${settings.data}`,
    `free ${DISK_NEEDED_MB} MB: below 300 MB the engine takes no commands.`,
  );
}

/** @param {Settings} settings @param {boolean} running */
async function ports(settings, running) {
  const wanted = portsOf(settings);
  const list = wanted.map((each) => each.port).join(', ');
  if (running) return good(`${list} in use by the running system`);
  const taken = [];
  for (const { port, host, setting } of wanted) {
    if (await isPortFree(port, host)) continue;
    const owner = portOwner(port);
    taken.push(`${port} by ${owner ? `process ${owner.pid} (${owner.command})` : 'another process'} (${setting})`);
  }
  return taken.length === 0
    ? good(`${list} free`)
    : bad(`taken: ${taken.join('; ')}`, 'stop those processes or change the settings named.');
}

/** @param {Settings} settings @returns {string | undefined} an address to look with; undefined = the embedded one is not running */
function lookingAddress(settings, running = true) {
  const given = settings.adminUrl ?? settings.databaseUrl;
  if (given) return given;
  const secrets = join(settings.data, 'secrets.json');
  if (!running || !existsSync(secrets)) return undefined;
  const { databaseAppPassword } = JSON.parse(readFileSync(secrets, 'utf8'));
  return withCredentials(
    `postgres://127.0.0.1:${settings.postgresPort}/yousu?sslmode=disable`,
    APP_ROLE,
    databaseAppPassword,
  );
}

/** @param {Settings} settings @param {boolean} running */
async function database(settings, running) {
  const url = lookingAddress(settings, running);
  if (!url) return note('the embedded one starts with the system');
  const sql = await connectAs(url);
  try {
    return good(`PostgreSQL ${await checkDatabase(sql)}, UTF8, finds Chinese text`);
  } catch (error) {
    return bad(
      `cannot be used: ${error.message || error.code}`,
      settings.databaseUrl ? 'check DATABASE_URL and that server.' : `see ${join(settings.data, 'logs/postgres.log')}.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** @param {Settings} settings @param {boolean} running */
async function clock(settings, running) {
  const year = new Date().getUTCFullYear();
  if (year < 2025)
    return bad(
      `this machine thinks it is ${new Date().toISOString()}`,
      'set its clock (NTP): every deadline depends on it.',
    );
  const url = lookingAddress(settings, running);
  if (!url) return good(new Date().toISOString());
  const sql = await connectAs(url);
  try {
    const before = Date.now();
    const [row] = await sql`select clock_timestamp() as at`.catch(() => []);
    if (!row) return good(`${new Date().toISOString()}; the database cannot be asked for its own`);
    const { at } = row;
    const apart = Math.round(Math.abs((before + Date.now()) / 2 - at.getTime()) / 1000);
    if (apart > CLOCK_ALLOWED_S)
      return bad(`the database's clock is ${apart} s away from this machine's`, 'run NTP on both.');
    return good(`${new Date().toISOString()}, the database agrees`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** @param {Settings} settings @param {boolean} running */
async function engine(settings, running) {
  if (!settings.zeebeAddress && !running) return note('starts with the system');
  const address = settings.zeebeAddress ?? `127.0.0.1:${settings.enginePort}`;
  try {
    await commandSucceeds(address);
    return good(`takes commands at ${address}`);
  } catch (error) {
    return bad(
      `takes no commands at ${address} (${error.message})`,
      settings.zeebeAddress
        ? 'check ZEEBE_ADDRESS and that cluster.'
        : `wait a minute; then see ${join(settings.data, 'logs/engine.log')}.`,
    );
  }
}

/** Compares what the engine has exported with what the intake has stored. @param {Settings} settings @param {boolean} running */
async function records(settings, running) {
  const management = settings.zeebeAddress ? settings.zeebeManagementAddress : `127.0.0.1:${settings.managementPort}`;
  const url = lookingAddress(settings, running);
  if (!running || !management || !url) return note('compared while the system runs');
  const partitions = await partitionsOf(management);
  if (await exportStands(management, partitions))
    return bad(
      'the engine has records that it cannot deliver',
      `its exporter must post to the intake with YOUSU_INTAKE_USER and YOUSU_INTAKE_PASSWORD (README, "Your own engine"); see ${join(settings.data, 'logs/application.log')}.`,
    );
  const sql = await connectAs(url);
  try {
    const stored = await sql`
      select p.partition_id as id, p.position, extract(epoch from clock_timestamp() - p.stored_at)::int as seconds_ago
      from record_positions p join engines e on e.id = p.engine_id where e.name = ${nameOfEngine(settings)}`;
    const [{ parked }] = await sql`select count(*)::int as parked from parked_records where resolved_at is null`;
    const lines = Object.entries(partitions).map(([id, { processedPosition, exportedPosition }]) => {
      const row = stored.find((each) => String(each.id) === id);
      return {
        lag: Number(processedPosition ?? 0) - Number(exportedPosition ?? 0),
        text: `partition ${id}: processed ${processedPosition}, exported ${exportedPosition}, stored ${row ? `${row.position} (${row.seconds_ago} s ago)` : 'nothing yet'}`,
      };
    });
    const text = lines.map((each) => each.text).join('; ');
    if (lines.some(({ lag }) => lag > LAG_ALLOWED)) {
      return bad(text, `the intake does not keep up or refuses: see ${join(settings.data, 'logs/application.log')}.`);
    }
    if (parked > 0)
      return bad(`${text}; ${parked} records could not be stored`, 'look at them on the operations page.');
    return good(text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * @typedef {Record<string, { processedPosition: number | null, exportedPosition: number | null }>} Partitions
 * @param {string} management host:port @returns {Promise<Partitions>}
 */
async function partitionsOf(management) {
  const response = await fetch(`http://${management}/actuator/partitions`, { signal: AbortSignal.timeout(5000) });
  return /** @type {Promise<Partitions>} */ (response.json());
}

/** Whether a partition has something to export and does not get on with it. @param {string} management @param {Partitions} before */
async function exportStands(management, before) {
  const waiting = Object.entries(before).filter(
    ([, { processedPosition: processed, exportedPosition: exported }]) =>
      Number(processed ?? 0) > Number(exported ?? 0),
  );
  if (waiting.length === 0) return false;
  const moved = async () => {
    const now = await partitionsOf(management);
    return waiting.every(([id, { exportedPosition }]) => now[id]?.exportedPosition !== exportedPosition);
  };
  return waitUntil(moved, { timeoutMs: STANDSTILL_MS, everyMs: 500, what: 'The export stands still' }).then(
    () => false,
    () => true,
  );
}

/** @param {Settings} settings */
function nameOfEngine(settings) {
  if (settings.zeebeAddress) return settings.engineName ?? `cluster-${settings.zeebeAddress}`;
  const file = join(settings.data, 'engine/name');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}
