import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from '../../scripts/local/java.mjs';
import { freePort } from '../../scripts/local/ports.mjs';
import { engineName, Zeebe } from '../../scripts/local/zeebe.mjs';
import { archiveFile } from '../../scripts/local/zeebe-archive.mjs';
import { cacheFolder, ensureZeebe } from '../../scripts/local/zeebe-distribution.mjs';

export interface EngineOptions {
  /** Where the exporter posts to, with basic auth. Something must listen there for the log to be compacted. */
  intakePort: number;
  user: string;
  password: string;
  /** Kept after `stop` when given; else a temporary folder is used and removed. */
  dataDir?: string;
}

/** A real Zeebe broker of the test's own; its clock can be moved forward. */
export interface TestEngine {
  /** host:port for ZEEBE_ADDRESS */
  grpcAddress: string;
  /** host:port for ZEEBE_MANAGEMENT_ADDRESS */
  managementAddress: string;
  /** As in YOUSU_ENGINE_NAME; belongs to the data folder. */
  name: string;
  /** SIGKILL; resolves when it is gone. */
  kill9(): Promise<void>;
  /** Starts again on the same data and ports (stopping it first if it runs); resolves at the first command that succeeds. */
  restart(): Promise<void>;
  /** Ends it and removes a temporary data folder. */
  stop(): Promise<void>;
  /** Moves its time forward by `ms` ≥ 0. A restart goes back to real time (engine.md: throw such data away). */
  advanceClock(ms: number): Promise<void>;
  /** The last lines of its log. */
  logs(lines?: number): string;
}

/** Starts an engine; ready when a command succeeds (5–15 s on two cores). */
export async function startEngine(options: EngineOptions): Promise<TestEngine> {
  const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), 'yousu-engine-'));
  const cache = cacheFolder();
  const programs = { distribution: await ensureZeebe({ cache }), java: findJava().binary };
  const zeebe = new Zeebe({
    ...programs,
    archive: archiveFile({ ...programs, cache }),
    folder,
    port: await freePort(),
    managementPort: await freePort(),
    intake: { port: options.intakePort, user: options.user, password: options.password },
    clockControlled: true,
    shortLived: true,
    leaps: true,
    logFile: join(folder, 'engine.log'),
    pidFile: join(folder, 'engine.pid'),
  });
  const engine: TestEngine = {
    grpcAddress: zeebe.address,
    managementAddress: zeebe.managementAddress,
    name: engineName(folder),
    kill9: () => zeebe.kill9(),
    async restart() {
      await zeebe.stop();
      await zeebe.start();
      await zeebe.ready();
    },
    async stop() {
      await zeebe.stop();
      if (!options.dataDir) rmSync(folder, { recursive: true, force: true });
    },
    advanceClock: (ms) => zeebe.advanceClock(ms),
    logs: (lines = 40) => zeebe.child?.lastLines(lines) ?? '',
  };
  try {
    await zeebe.start();
    await zeebe.ready();
  } catch (error) {
    await engine.stop();
    throw error;
  }
  return engine;
}
