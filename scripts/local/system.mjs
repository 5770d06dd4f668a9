import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Child, stopLeftover } from './child.mjs';
import { connectAs, migrate, prepareDatabase, prepareGivenDatabase } from './database.mjs';
import { goOnWhereItStood } from './demo-past.mjs';
import { beginInThePast } from './demo-time.mjs';
import { commandSucceeds } from './engine-probe.mjs';
import { nodeBinary, ROOT } from './paths.mjs';
import { Postgres } from './postgres.mjs';
import { waitUntil } from './processes.mjs';
import { engineName, Zeebe } from './zeebe.mjs';

/** The launcher's own settings and the owner's address are not the application's business. */
const NOT_FOR_THE_APPLICATION =
  /^(DATABASE_ADMIN_URL|YOUSU_(CACHE|ENGINE_URL|ENGINE_HEAP|POSTGRES_PORT|ENGINE_PORT|ENGINE_MANAGEMENT_PORT)|npm_.*)$/;

/**
 * Database, engine and application on one data folder: what `npm start` runs and what the tests of the whole system run.
 * Each part can be started, stopped and killed by itself; nothing is restarted from here.
 */
export class System {
  /**
   * @param {object} about
   * @param {import('./settings.mjs').Settings} about.settings
   * @param {import('./secrets.mjs').Secrets} about.secrets
   * @param {boolean} about.demo the demo city, with an engine whose clock can be moved forward
   * @param {boolean} [about.unfinished] the demo city's past is not complete yet
   * @param {boolean} [about.durable] false only for tests
   * @param {Record<string, string>} [about.applicationEnv] more settings for the application
   */
  constructor({ settings, secrets, demo, unfinished = false, durable = true, applicationEnv = {} }) {
    this.settings = settings;
    this.secrets = secrets;
    this.demo = demo;
    this.unfinished = unfinished;
    this.durable = durable;
    this.applicationEnv = applicationEnv;
    this.logs = join(settings.data, 'logs');
    this.run = join(settings.data, 'run');
    this.engineFolder = join(settings.data, 'engine');
    this.url = `http://${settings.host === '127.0.0.1' || settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${settings.port}`;
    /** @type {Postgres | undefined} */
    this.postgres =
      settings.databaseUrl || settings.adminUrl
        ? undefined
        : new Postgres({
            folder: join(settings.data, 'postgres'),
            port: settings.postgresPort,
            ownerPassword: secrets.databaseOwnerPassword,
            logFile: join(this.logs, 'postgres.log'),
            pidFile: join(this.run, 'postgres.json'),
            durable,
          });
    this.adminUrl = settings.adminUrl ?? settings.databaseUrl ?? this.postgres?.adminUrl() ?? '';
    this.appUrl = '';
    /** @type {Zeebe | undefined} */
    this.zeebe = undefined;
    /** @type {Child | undefined} */
    this.application = undefined;
    this.closing = false;
    /** @type {Set<Promise<unknown>>} starts under way */
    this.pending = new Set();
    mkdirSync(join(settings.data, 'attachments'), { recursive: true, mode: 0o700 });
  }

  /**
   * Every start goes through here, so that `stop` leaves nothing behind that was just about to come up.
   * @template T @param {() => Promise<T>} start @returns {Promise<T>}
   */
  async begin(start) {
    if (this.closing) throw new Error('the system is being stopped');
    const starting = start();
    this.pending.add(starting);
    try {
      return await starting;
    } finally {
      this.pending.delete(starting);
    }
  }

  /** @returns {Promise<string[]>} the names of what an earlier, killed launcher left running and is now stopped */
  async stopLeftovers() {
    mkdirSync(this.run, { recursive: true });
    // "application" < "engine" < "postgres": the order in which they are stopped.
    const stopped = [];
    for (const name of readdirSync(this.run)
      .filter((each) => each.endsWith('.json'))
      .sort())
      stopped.push(await stopLeftover(join(this.run, name)));
    return stopped.filter((name) => name !== undefined);
  }

  /** Starts the embedded server, or nothing where one is given. */
  async startDatabase() {
    await this.begin(async () => this.postgres?.start());
  }

  /**
   * Makes database and role, checks what PostgreSQL can do, and applies the migrations.
   * @returns {Promise<{ version: string, applied: number }>}
   */
  async migrateDatabase() {
    let version;
    if (this.settings.adminUrl && this.settings.databaseUrl) {
      this.appUrl = this.settings.databaseUrl;
      version = await prepareGivenDatabase(this.adminUrl, this.appUrl);
    } else {
      const prepared = await prepareDatabase(this.adminUrl, this.secrets.databaseAppPassword);
      this.appUrl = prepared.appUrl;
      version = prepared.version;
    }
    const applied = await migrate(this.adminUrl);
    if (this.demo && this.settings.demoBegins)
      await beginInThePast(this.adminUrl, this.engineName, this.settings.demoBegins);
    if (this.demo && this.unfinished) await goOnWhereItStood(this.adminUrl);
    return { version, applied };
  }

  /**
   * Starts the embedded engine's process, or nothing where a cluster is given.
   * @param {{ java: string, distribution: string, archive?: string }} [programs] needed the first time
   */
  async startEngine(programs) {
    if (this.settings.zeebeAddress) return;
    const { enginePort: port, managementPort, intakePort, heapMb } = this.settings;
    if (programs) {
      engineName(this.engineFolder);
      this.zeebe = new Zeebe({
        ...programs,
        folder: this.engineFolder,
        port,
        managementPort,
        heapMb,
        intake: { port: intakePort, user: this.settings.intakeUser, password: this.intakePassword },
        clockControlled: this.demo,
        // Filling a city is most of the work such an engine ever has; the next start compiles as usual.
        shortLived: !this.durable || this.unfinished,
        leaps: this.unfinished || (!this.durable && this.settings.demoBegins !== undefined),
        logFile: join(this.logs, 'engine.log'),
        pidFile: join(this.run, 'engine.json'),
      });
    }
    await this.begin(async () => this.zeebe?.start());
  }

  /** Waits for the engine's first command; before that, its clock goes back to where it was. The database must be migrated. */
  async engineReady() {
    if (this.demo && this.zeebe) {
      // The database may just be recovering from the same power cut.
      const offset = await waitUntil(async () => ({ ms: await this.engineOffsetMs() }), {
        timeoutMs: 60_000,
        what: "The engine's time is not known",
      });
      await this.zeebe.advanceClock(offset.ms);
    }
    if (this.zeebe) await this.zeebe.ready();
    else
      await waitUntil(() => commandSucceeds(this.zeebeAddress), {
        timeoutMs: 30_000,
        everyMs: 200,
        what: `The engine at ${this.zeebeAddress} (ZEEBE_ADDRESS) takes no commands; check the address, or unset it to use an engine of this folder`,
      });
  }

  /** An engine's clock offset ends with its process: application time plus the constant lead of this data folder. */
  async engineOffsetMs() {
    const sql = await connectAs(this.adminUrl);
    try {
      const [row] = await sql`
        select a.offset_ms + e.lead_ms as offset_ms from application_clock a, engines e where e.name = ${this.engineName}`;
      return Number(row?.offset_ms ?? 0);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  get zeebeAddress() {
    return this.settings.zeebeAddress ?? `127.0.0.1:${this.settings.enginePort}`;
  }

  get zeebeManagementAddress() {
    if (this.settings.zeebeAddress) return this.settings.zeebeManagementAddress ?? '';
    return `127.0.0.1:${this.settings.managementPort}`;
  }

  get engineName() {
    if (this.settings.zeebeAddress) return this.settings.engineName ?? `cluster-${this.settings.zeebeAddress}`;
    return engineName(this.engineFolder);
  }

  /** Starts web, API and workers as one process; see `applicationReady`. */
  async startApplication() {
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !NOT_FOR_THE_APPLICATION.test(name)),
    );
    this.application = new Child({
      name: 'the application',
      command: nodeBinary(),
      // A page of a list is garbage at once: room for many of them spares a seventh of the processor's time (`bench -- lists`).
      args: ['--enable-source-maps', '--max-semi-space-size=32', join(ROOT, 'dist/api/src/main.js')],
      cwd: ROOT,
      env: {
        ...inherited,
        NODE_ENV: process.env.NODE_ENV === 'development' ? 'development' : 'production',
        CAMUNDA_LOG_LEVEL: 'none',
        YOUSU_HOST: this.settings.host,
        YOUSU_PORT: String(this.settings.port),
        YOUSU_INTAKE_HOST: this.settings.intakeHost,
        YOUSU_INTAKE_PORT: String(this.settings.intakePort),
        YOUSU_INTAKE_USER: this.settings.intakeUser,
        YOUSU_INTAKE_PASSWORD: this.intakePassword,
        DATABASE_URL: this.appUrl,
        ZEEBE_ADDRESS: this.zeebeAddress,
        ZEEBE_MANAGEMENT_ADDRESS: this.zeebeManagementAddress,
        YOUSU_ENGINE_NAME: this.engineName,
        YOUSU_DATA: this.settings.data,
        // For a trial's own engine, out of the same distribution.
        YOUSU_STAGE: join(ROOT, 'scripts/trial/stage-process.mjs'),
        YOUSU_CACHE: this.settings.cache,
        YOUSU_SECRET_KEY: process.env.YOUSU_SECRET_KEY || this.secrets.secretKey,
        YOUSU_DEMO: this.demo ? '1' : '0',
        YOUSU_DEMO_PASSWORD: this.demo ? this.demoPassword : '',
        YOUSU_ADMIN_PASSWORD: this.adminPassword,
        ...this.applicationEnv,
      },
      logFile: join(this.logs, 'application.log'),
      pidFile: join(this.run, 'application.json'),
      stopTimeoutMs: 4000,
    });
    await this.begin(async () => this.application?.start());
  }

  /** Of the intake; an exporter of a cluster elsewhere must be told it. */
  get intakePassword() {
    return this.settings.intakePassword ?? this.secrets.intakePassword;
  }

  get demoPassword() {
    return process.env.YOUSU_DEMO_PASSWORD || this.secrets.demoPassword;
  }

  get adminPassword() {
    return process.env.YOUSU_ADMIN_PASSWORD || this.secrets.adminPassword;
  }

  /** Ready = the application says so and the page is served. @param {number} [timeoutMs] */
  async applicationReady(timeoutMs = 180_000) {
    const host = this.settings.host === '0.0.0.0' ? '127.0.0.1' : this.settings.host;
    const base = `http://${host}:${this.settings.port}`;
    await waitUntil(
      async () => {
        const ready = await fetch(`${base}/health/ready`, { signal: AbortSignal.timeout(5000) });
        if (ready.status !== 200)
          throw new Error(`/health/ready answers ${ready.status} ${(await ready.text()).slice(0, 300)}`);
        const page = await fetch(`${base}/`, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(5000) });
        if (page.status !== 200) throw new Error(`the page answers ${page.status}`);
        return true;
      },
      {
        timeoutMs,
        everyMs: 100,
        what: 'The application does not become ready',
        giveUp: () => (this.application?.running ? undefined : this.whyApplicationEnded()),
      },
    );
  }

  whyApplicationEnded() {
    const log = this.application?.lastLines(25) ?? '';
    // The application checks its own settings; what is wrong with them needs no stack.
    const settings = log.split(/(?=These settings are missing or wrong:)/).at(-1) ?? '';
    const wrong = /^These settings are missing or wrong:\n(?: {2}\S.*\n)+/.exec(settings)?.[0];
    return wrong?.trimEnd() ?? `it ${this.application?.end}; the end of ${this.application?.logFile}:\n${log}`;
  }

  /** @returns {{ name: string, running: boolean, stop: () => Promise<void> }[]} in the order of stopping */
  parts() {
    return [
      {
        name: 'the application',
        running: Boolean(this.application?.running),
        stop: async () => this.application?.stop(),
      },
      { name: 'the engine', running: Boolean(this.zeebe?.child?.running), stop: async () => this.zeebe?.stop() },
      { name: 'PostgreSQL', running: Boolean(this.postgres?.child?.running), stop: async () => this.postgres?.stop() },
    ];
  }

  /**
   * Application, engine, database: each waits for the one before, all within 15 s. Nothing can be started any more.
   * @param {(name: string, stop: () => Promise<void>) => Promise<void>} [show]
   */
  async stop(show = (_name, stop) => stop()) {
    this.closing = true;
    for (const part of this.parts()) if (part.running) await show(part.name, part.stop);
    await Promise.allSettled(this.pending);
    for (const part of this.parts()) if (part.running) await show(part.name, part.stop);
  }

  /** For an end that cannot wait. */
  kill9() {
    this.application?.kill9();
    this.zeebe?.child?.kill9();
    this.postgres?.child?.kill9();
  }
}
