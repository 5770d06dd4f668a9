import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from './child.mjs';
import { commandSucceeds } from './engine-probe.mjs';
import { freePort } from './ports.mjs';
import { waitUntil } from './processes.mjs';

const LOG_CONFIG = join(dirname(fileURLToPath(import.meta.url)), 'zeebe-log4j2.xml');
const EXPORTER = 'ZEEBE_BROKER_EXPORTERS_RECORDS';

/**
 * The engine's name lives in its data folder: a new folder repeats keys, so it must be another engine.
 * @param {string} folder the engine's data folder, made if missing
 * @returns {string}
 */
export function engineName(folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'name');
  if (!existsSync(file)) writeFileSync(file, `engine-${randomBytes(6).toString('hex')}\n`);
  return readFileSync(file, 'utf8').trim();
}

/**
 * A Zeebe 8.5 broker with its gateway, on loopback only, exporting to the application's record intake.
 */
export class Zeebe {
  /**
   * @param {object} about
   * @param {string} about.distribution unpacked
   * @param {string} about.java the binary
   * @param {string} about.folder data, temporary files and name
   * @param {number} about.port gRPC
   * @param {number} about.managementPort
   * @param {{ port: number, user: string, password: string }} about.intake
   * @param {number} [about.heapMb]
   * @param {boolean} [about.clockControlled] whether its time can be moved forward
   * @param {string} [about.archive] class archive, with which a start takes a third of the time
   * @param {boolean} [about.writesArchive] at its end, instead of using it
   * @param {boolean} [about.shortLived] for tests and for the first start of a demo city: compiled once and plainly, which halves the work of a start (9.5 s of a
   *   processor instead of 18 s, measured on 2 cores with Java 25) and is slower in the long run
   * @param {boolean} [about.leaps] its time is moved by hours all along, and each leap past the snapshot period takes a snapshot: every half day then,
   *   instead of every minute
   * @param {string} about.logFile
   * @param {string} about.pidFile
   */
  constructor(about) {
    this.about = about;
    this.address = `127.0.0.1:${about.port}`;
    this.managementAddress = `127.0.0.1:${about.managementPort}`;
    /** @type {Child | undefined} */
    this.child = undefined;
  }

  /** Starts the process; see `ready`. */
  async start() {
    const { distribution, java, folder, logFile, pidFile, shortLived, heapMb = 512 } = this.about;
    const temporary = join(folder, 'tmp');
    // A killed JVM leaves 60 MB of unpacked native libraries each time.
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    this.child = new Child({
      name: 'the engine',
      command: java,
      args: [
        `-Xms64m`,
        `-Xmx${heapMb}m`,
        '-XX:MaxDirectMemorySize=192m',
        '--enable-native-access=ALL-UNNAMED',
        ...(await unsafeMemoryFlag(java)),
        '-XX:+ExitOnOutOfMemoryError',
        '-XX:-UsePerfData',
        '-XX:+UseSerialGC',
        ...(shortLived ? ['-XX:TieredStopAtLevel=1'] : []),
        '-Dfile.encoding=UTF-8',
        '-Xshare:auto',
        `-Djava.io.tmpdir=${temporary}`,
        '-classpath',
        `${join(distribution, 'lib')}/*`,
        ...this.archiveFlags(),
        // Folders on the class path would keep the JVM from using a class archive.
        `-Dspring.config.additional-location=file:${join(distribution, 'config')}/`,
        `-Dlog4j2.configurationFile=${LOG_CONFIG}`,
        `-Dlogging.config=${LOG_CONFIG}`,
        '-Dapp.name=broker',
        `-Dapp.home=${distribution}`,
        `-Dbasedir=${folder}`,
        'io.camunda.zeebe.broker.StandaloneBroker',
      ],
      cwd: folder,
      env: { ...inheritedEnvironment(), ...(await this.settings()) },
      logFile,
      pidFile,
      stopTimeoutMs: this.about.writesArchive ? 60_000 : 6000,
    });
    await this.child.start();
  }

  archiveFlags() {
    const { archive, writesArchive } = this.about;
    if (!archive) return [];
    return writesArchive
      ? [`-XX:ArchiveClassesAtExit=${archive}`]
      : existsSync(archive)
        ? [`-XX:SharedArchiveFile=${archive}`]
        : [];
  }

  /** @returns {Promise<Record<string, string>>} */
  async settings() {
    const { folder, port, managementPort, intake, clockControlled, leaps } = this.about;
    return {
      ZEEBE_BROKER_DATA_DIRECTORY: join(folder, 'data'),
      ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '32MB',
      // Every restart sends again what came after the last snapshot.
      ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: leaps ? '12h' : '1m',
      ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '300MB',
      ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '200MB',
      ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT: '64MB',
      ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
      ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
      ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(port),
      SERVER_ADDRESS: '127.0.0.1',
      MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
      MANAGEMENT_SERVER_PORT: String(managementPort),
      // Nobody outside this broker speaks to these three, so whatever is free will do.
      SERVER_PORT: String(await freePort()),
      ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(await freePort()),
      ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(await freePort()),
      [`${EXPORTER}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
      // A path in this address silently stops the export.
      [`${EXPORTER}_ARGS_URL`]: `http://127.0.0.1:${intake.port}`,
      [`${EXPORTER}_ARGS_REQUESTTIMEOUTMS`]: '10000',
      [`${EXPORTER}_ARGS_BULK_DELAY`]: '1',
      [`${EXPORTER}_ARGS_BULK_SIZE`]: '500',
      [`${EXPORTER}_ARGS_INDEX_CREATETEMPLATE`]: 'false',
      [`${EXPORTER}_ARGS_AUTHENTICATION_USERNAME`]: intake.user,
      [`${EXPORTER}_ARGS_AUTHENTICATION_PASSWORD`]: intake.password,
      ...(clockControlled ? { ZEEBE_CLOCK_CONTROLLED: 'true' } : {}),
    };
  }

  /**
   * Ready = the first command is processed; /ready and a leader in the topology come before that.
   * @param {number} [timeoutMs] a cold start with a log to replay took 53 s on a loaded machine
   */
  async ready(timeoutMs = 180_000) {
    await waitUntil(() => commandSucceeds(this.address), {
      timeoutMs,
      everyMs: 150,
      what: 'The engine does not take commands',
      giveUp: () =>
        this.child?.running
          ? undefined
          : `it ${this.child?.end}; the end of ${this.about.logFile}:\n${this.child?.lastLines()}`,
    });
  }

  /**
   * Moves the engine's time forward; never possible backward. The offset ends with the process.
   * @param {number} ms
   */
  async advanceClock(ms) {
    if (ms <= 0) return;
    await waitUntil(
      async () => {
        const response = await fetch(`http://${this.managementAddress}/actuator/clock/add`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ offsetMilli: ms }),
        });
        if (!response.ok) throw new Error(`the engine's clock answered ${response.status}`);
        return true;
      },
      {
        timeoutMs: 60_000,
        what: "The engine's clock could not be moved",
        giveUp: () => (this.child?.running ? undefined : 'the engine is not running'),
      },
    );
  }

  /** So that the next start does not send again what was recorded until now. */
  async takeSnapshot() {
    const response = await fetch(`http://${this.managementAddress}/actuator/partitions/takeSnapshot`, {
      method: 'POST',
    });
    if (!response.ok) throw new Error(`the engine answered ${response.status} when a snapshot was asked for`);
  }

  async stop() {
    await this.child?.stop();
  }

  async kill9() {
    this.child?.kill9();
    await this.child?.ended;
  }
}

/** The engine reads every ZEEBE_… variable as a setting of its own: the person's are about which cluster to use. */
function inheritedEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(ZEEBE|CAMUNDA|SPRING|SERVER|MANAGEMENT|JAVA_TOOL|DATABASE|YOUSU_SECRET|YOUSU_DEMO)/.test(name),
    ),
  );
}

/** Known from Java 23 on; without it newer ones print a warning for each library. @param {string} java */
async function unsafeMemoryFlag(java) {
  const { listJavas } = await import('./java.mjs');
  const [found] = listJavas({ env: { JAVA_HOME: dirname(dirname(java)) }, roots: [] });
  return found && found.version >= 23 ? ['--sun-misc-unsafe-memory-access=allow'] : [];
}
