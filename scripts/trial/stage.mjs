import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopLeftover } from '../local/child.mjs';
import { connectAs } from '../local/database.mjs';
import { beginInThePast } from '../local/demo-time.mjs';
import { findJava } from '../local/java.mjs';
import { freePort } from '../local/ports.mjs';
import { processIdentity, waitUntil } from '../local/processes.mjs';
import { loadSecrets } from '../local/secrets.mjs';
import { System } from '../local/system.mjs';
import { UserError } from '../local/user-error.mjs';
import { archiveFile } from '../local/zeebe-archive.mjs';
import { cacheFolder, ensureZeebe } from '../local/zeebe-distribution.mjs';

const PREFIX = 'yousu-stage-';
const OWNER = 'owner.json';
/** What a person has set for the live system must not reach a stage: no provider is called, no other database written. */
const FOREIGN = /^(DATABASE_|ZEEBE_|CAMUNDA_|YOUSU_(?!CACHE$|ENGINE_URL$|TEST_))/;
const FOLDERS = { bpmn: 'processes', dmn: 'decisions', form: 'forms' };

/** The engine, or the application, would not take the models as they are. */
export class ModelsRefused extends Error {
  name = 'ModelsRefused';
}

/**
 * A whole system of its own for trials: engine, database and application on free ports and a temporary folder, with the demo
 * city's people and no cases. Made ready without a time (`prepare`), then opened once, at a moment and on a set of models:
 * whoever needs another beginning needs another stage.
 */
export class Stage {
  /** @type {System | undefined} */
  system = undefined;
  data = '';

  /** Engine and database are there and take commands. @throws {UserError} what this machine lacks, and the remedy */
  async prepare() {
    for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name];
    await removeAbandonedStages();
    const cache = cacheFolder();
    const java = findJava().binary;
    const distribution = await ensureZeebe({ cache });
    this.data = mkdtempSync(join(tmpdir(), PREFIX));
    writeFileSync(join(this.data, OWNER), JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
    const system = new System({
      settings: {
        data: this.data,
        cache,
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
        // Known when it is opened; until then only that its time will leap.
        demoBegins: 0,
        databaseUrl: undefined,
        adminUrl: undefined,
        zeebeAddress: undefined,
        zeebeManagementAddress: undefined,
        engineName: undefined,
      },
      secrets: loadSecrets(this.data),
      demo: true,
      durable: false,
    });
    this.system = system;
    await Promise.all([
      system
        .startEngine({ distribution, java, archive: archiveFile({ distribution, java, cache }) })
        .then(() => system.zeebe?.ready()),
      system.startDatabase().then(() => system.migrateDatabase()),
    ]);
  }

  /**
   * @param {object} about
   * @param {number} about.begins epoch ms at which the city's time begins, in the past or to come
   * @param {{ path: string, content: string }[]} about.files the models it runs
   * @param {readonly { date: string, kind: 'WORKDAY' | 'DAY_OFF', reason: string }[]} about.calendar the city's own days
   * @throws {ModelsRefused} in the words of whoever refused them
   */
  async open({ begins, files, calendar }) {
    const { system } = this;
    if (!system) throw new Error('the stage is not prepared');
    const folder = join(this.data, 'models');
    for (const kind of Object.values(FOLDERS)) mkdirSync(join(folder, kind), { recursive: true });
    for (const { path, content } of files) writeFileSync(join(folder, placeOf(path)), content);
    await beginInThePast(system.adminUrl, system.engineName, begins);
    const sql = await connectAs(system.adminUrl);
    try {
      for (const { date, kind, reason } of calendar)
        await sql`
          insert into calendar_days (date, source, kind, name)
          values (${date}, 'CITY', ${kind === 'WORKDAY' ? 'WORK' : 'OFF'}, ${reason})`;
      system.applicationEnv = { YOUSU_WORKFLOWS: folder, YOUSU_LOG_LEVEL: 'info', YOUSU_STAGE: '' };
      await system.startApplication();
      await system.applicationReady();
      await waitUntil(async () => (await sql`select from packaged_deployments limit 1`).length > 0, {
        timeoutMs: 120_000,
        what: 'The models are not deployed',
        giveUp: () => this.whyNotDeployed(),
      }).catch((error) => {
        const why = this.whyNotDeployed();
        throw why === undefined ? error : new ModelsRefused(why);
      });
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  /** @returns {string | undefined} why the application could not deploy its models, from its log */
  whyNotDeployed() {
    for (const line of (this.system?.application?.lastLines(400) ?? '').split('\n')) {
      if (!line.includes('the models could not be deployed')) continue;
      try {
        return JSON.parse(line).err?.message;
      } catch {
        return line;
      }
    }
    return undefined;
  }

  get url() {
    return `http://127.0.0.1:${this.system?.settings.port}`;
  }

  get password() {
    return this.system?.demoPassword ?? '';
  }

  /** The database's address as its owner: what no page shows is looked up there. */
  get adminUrl() {
    return this.system?.adminUrl ?? '';
  }

  /** Stops everything and leaves nothing behind. */
  async close() {
    // Nobody will ever read what it holds.
    this.system?.application?.kill9();
    this.system?.zeebe?.child?.kill9();
    await this.system?.stop();
    if (this.data) rmSync(this.data, { recursive: true, force: true });
  }
}

/** Where a model lies in the stage's folder, wherever it was deployed from. @param {string} path */
function placeOf(path) {
  const [, ending] = /\.(bpmn|dmn|form)$/.exec(path) ?? [];
  if (!ending) throw new ModelsRefused(`${path} is no model: .bpmn, .dmn or .form is expected.`);
  const folder = FOLDERS[ending];
  const within = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  return join(folder, within.replace(/[/\\]/g, '_'));
}

/** Those whose process was killed: what they started is ended and their folder removed. */
async function removeAbandonedStages() {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    let owner;
    try {
      owner = JSON.parse(readFileSync(join(folder, OWNER), 'utf8'));
    } catch {
      // Just being made, or not ours to read.
      continue;
    }
    if (processIdentity(owner.pid) === owner.identity) continue;
    const run = join(folder, 'run');
    // "application" < "engine" < "postgres": the order in which they are stopped.
    const left = existsSync(run) ? readdirSync(run).sort() : [];
    for (const file of left) await stopLeftover(join(run, file));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {unknown} error @returns {string | undefined} a sentence for people; undefined: a fault of the product */
export function sentenceOf(error) {
  return error instanceof UserError || error instanceof ModelsRefused ? error.message : undefined;
}
