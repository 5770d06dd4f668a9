import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { stopLeftover } from './child.mjs';
import { connectAs, migrate, newPassword, prepareDatabase, withDatabase } from './database.mjs';
import { findJava } from './java.mjs';
import { modelFacts } from './model-facts.mjs';
import { ROOT } from './paths.mjs';
import { freePort } from './ports.mjs';
import { Postgres } from './postgres.mjs';
import { processIdentity } from './processes.mjs';
import { endLeftoverProcesses, leftoverFiles, RUN_MARK } from './test-leftovers.mjs';
import { serveControl, startTestSystem } from './test-system.mjs';
import { listTests, runVitest } from './vitest-run.mjs';
import { archiveFile, ensureArchive } from './zeebe-archive.mjs';
import { cacheFolder, ensureZeebe, installedZeebe } from './zeebe-distribution.mjs';

const TEMPLATE = 'yousu_template';
const PREFIX = 'yousu-test-';
/** What a person has set for `npm start` must not reach the tests. */
const FOREIGN = /^(DATABASE_|ZEEBE_|CAMUNDA_|YOUSU_(?!CACHE$|CHROMIUM$|EXPORT_ROWS$))/;

/**
 * @typedef {object} Stages the matching test files by what they need
 * @property {string[]} unit nothing, or a database
 * @property {string[]} workflows an engine
 * @property {string[]} own whole systems, which they start themselves (`*.own.test.ts`)
 * @property {string[]} shared a system that they share
 * @property {string[]} alone the same, stopping parts of it or undisturbed by others (`*.alone.test.ts`)
 *
 * @param {string[]} patterns parts of file names; none = all
 * @param {{ browser: boolean }} has without a browser tests/web is left out
 * @returns {{ stages: Stages, skipped: string[] }}
 */
export function stagesOf(patterns, has) {
  /** @type {Stages} */
  const stages = { unit: [], workflows: [], own: [], shared: [], alone: [] };
  const skipped = [];
  for (const file of listTests(patterns)) {
    if (file.startsWith('tests/web/') && !has.browser) skipped.push(file);
    else if (file.includes('.own.test.')) stages.own.push(file);
    else if (file.includes('.alone.test.')) stages.alone.push(file);
    else if (file.startsWith('tests/workflows/')) stages.workflows.push(file);
    else if (/^tests\/(api|web)\//.test(file)) stages.shared.push(file);
    else stages.unit.push(file);
  }
  return { stages, skipped };
}

/** @returns {string | undefined} the browser for tests/web; the shell without windows needs half the processor for the same pages */
export function chromiumBinary(env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter);
  const candidates = [
    env.YOUSU_CHROMIUM,
    ...['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
      folders.map((folder) => join(folder, name)),
    ),
  ];
  return candidates.find((file) => file && existsSync(file));
}

/** Fetches what the stages with an engine need, before any of them. @param {import('./steps.mjs').Steps} steps */
export async function prepareTools(steps) {
  const cache = cacheFolder();
  const java = findJava().binary;
  const distribution =
    installedZeebe(cache) ??
    (await steps.run(`Fetching Zeebe into ${cache}, once`, (onProgress) => ensureZeebe({ cache, onProgress })));
  const programs = { cache, java, distribution };
  if (!existsSync(archiveFile(programs)))
    await steps.run(
      'Preparing the engine for quick starts, once',
      () => ensureArchive(programs),
      (problem) => problem,
    );
}

/**
 * @typedef {object} SharedSystem
 * @property {Record<string, string>} env of tests/support/system.ts
 * @property {() => string} logs
 * @property {() => Promise<void>} stop
 */

/** One run of `npm test`: its folder, its database, its shared systems, and the count. */
export class TestRun {
  constructor() {
    for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name];
    removeAbandonedRuns();
    this.folder = mkdtempSync(join(tmpdir(), PREFIX));
    writeFileSync(
      join(this.folder, 'owner.json'),
      JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }),
    );
    this.modelsFile = join(this.folder, 'models.json');
    this.temporary = join(this.folder, 'tmp');
    mkdirSync(this.temporary);
    process.env.TMPDIR = this.temporary;
    // Else TypeScript and others keep compiled code in the temporary folder.
    process.env.NODE_COMPILE_CACHE = join(ROOT, 'node_modules/.cache/compiled');
    process.env[RUN_MARK] = this.folder;
    this.passed = 0;
    this.failed = 0;
    this.skipped = 0;
    /** @type {string[]} */
    this.problems = [];
    /** @type {Postgres | undefined} */
    this.postgres = undefined;
    /** @type {Set<SharedSystem>} */
    this.shared = new Set();
    this.controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        this.fail(`interrupted by ${signal}`);
        this.controller.abort();
      });
    }
  }

  /** @param {string} problem that is no test but fails the run */
  fail(problem) {
    this.failed += 1;
    this.problems.push(problem);
    process.stderr.write(`\n✗ ${problem}\n`);
  }

  /**
   * One run of vitest with a temporary folder of its own, which is empty again afterwards. Several stages may run at once.
   * @param {string} name @param {string[]} files none = no stage
   * @param {() => Promise<{ workers: number, timeoutMs: number, env: Record<string, string>, logs?: () => string }>} prepare
   *   what they need; `logs` are shown when a test fails
   */
  async stage(name, files, prepare) {
    if (files.length === 0 || this.controller.signal.aborted) return;
    const began = performance.now();
    const temporary = mkdtempSync(join(this.folder, 'tmp-'));
    let failedHere = true;
    let logs;
    try {
      const { env, logs: ofSystem, ...how } = await prepare();
      logs = ofSystem;
      process.stdout.write(`\n== ${name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}\n`);
      const output = join(this.folder, `results-${newPassword(8)}.json`);
      const { signal } = this.controller;
      const tally = await runVitest({ files, output, signal, env: { ...env, TMPDIR: temporary }, ...how });
      this.passed += tally.passed;
      this.failed += tally.failed;
      this.skipped += tally.skipped;
      for (const problem of tally.problems) this.fail(problem);
      failedHere = tally.failed > 0;
    } catch (error) {
      this.fail(`${name}: ${error?.stack ?? error}`);
    }
    if (failedHere && logs) process.stderr.write(`\n${logs()}\n`);
    for (const line of leftoverFiles(temporary)) this.fail(`${name}: ${line}`);
    process.stdout.write(`\n== ${name}: over after ${Math.round((performance.now() - began) / 1000)} s\n`);
  }

  /** @param {string[]} files */
  skipLoudly(files) {
    if (files.length === 0) return;
    this.skipped += files.length;
    const line = `!! NO CHROMIUM: ${files.length} files in tests/web are SKIPPED. Install it ("apt-get install chromium fonts-wqy-zenhei") or set YOUSU_CHROMIUM. !!`;
    const frame = '!'.repeat(line.length);
    process.stderr.write(`\n${frame}\n${line}\n${frame}\n`);
  }

  /**
   * The one PostgreSQL of the run with a migrated database to copy from, and what the models say.
   * @returns {Promise<Record<string, string>>} the environment of tests/support/{database,model-jobs}.ts
   */
  async startTemplateDatabase() {
    const appPassword = 'test-app-password';
    if (!this.postgres) {
      this.postgres = new Postgres({
        folder: join(this.folder, 'postgres'),
        port: await freePort(),
        ownerPassword: newPassword(),
        logFile: join(this.folder, 'postgres.log'),
        pidFile: join(this.folder, 'run/postgres.json'),
        durable: false,
      });
      await this.postgres.start();
      await prepareDatabase(this.postgres.adminUrl(TEMPLATE), appPassword);
      await migrate(this.postgres.adminUrl(TEMPLATE));
      const sql = await connectAs(this.postgres.adminUrl('postgres'));
      // A session in it would stand in the way of copying.
      await sql.unsafe(`alter database ${TEMPLATE} is_template true allow_connections false`);
      await sql.end();
      writeFileSync(this.modelsFile, JSON.stringify(await modelFacts()));
    }
    return {
      YOUSU_TEST_MODELS: this.modelsFile,
      YOUSU_TEST_POSTGRES: withDatabase(this.postgres.adminUrl(), 'postgres'),
      YOUSU_TEST_TEMPLATE: TEMPLATE,
      YOUSU_TEST_APP_PASSWORD: appPassword,
    };
  }

  /** A system that many files share, one after the other. @returns {Promise<SharedSystem>} */
  async startSharedSystem() {
    const system = await startTestSystem({ demo: true });
    const control = await serveControl(system);
    const shared = {
      env: { YOUSU_TEST_SYSTEM: control.url },
      logs: system.logs,
      stop: async () => {
        this.shared.delete(shared);
        await control.stop();
        await system.stop();
      },
    };
    this.shared.add(shared);
    return shared;
  }

  /** Ends everything of the run and counts what it left behind. */
  async end() {
    for (const shared of this.shared) await shared.stop();
    await this.postgres?.stop();
    for (const line of leftoverFiles(this.temporary)) this.fail(line);
    for (const line of await endLeftoverProcesses(this.folder)) this.fail(line);
    rmSync(this.folder, { recursive: true, force: true });
    if (this.problems.length > 0)
      process.stderr.write(
        `\nBeside the tests:\n${this.problems.map((each) => `  ✗ ${each.split('\n')[0]}\n`).join('')}`,
      );
  }

  summary() {
    return `${this.passed} passed, ${this.failed} failed${this.skipped > 0 ? `, ${this.skipped} skipped` : ''}`;
  }
}

/** Runs that were killed -9: their database is stopped and their folder removed. */
function removeAbandonedRuns() {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    let owner;
    try {
      owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
    } catch {
      continue;
    }
    if (processIdentity(owner.pid) === owner.identity) continue;
    const pidFile = join(folder, 'run/postgres.json');
    stopLeftover(pidFile).finally(() => rmSync(folder, { recursive: true, force: true }));
  }
}
