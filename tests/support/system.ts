import postgres from 'postgres';
import { type RunningSystem, startTestSystem } from '../../scripts/local/test-system.mjs';
import { logsOfOwnSystems } from './own-systems.js';

/** Database, engine and application, running. Nothing comes back by itself: a test says what dies and when it returns. */
export interface TestSystem {
  /** Address of web and API, without a slash at the end. */
  url: string;
  /** Of all demo accounts (`demo: true`). */
  demoPassword: string;
  /** Of the first administrator where there is no demo city. */
  adminPassword: string;
  /** The database owner's address, for looking from outside. */
  adminUrl: string;
  zeebeAddress: string;
  zeebeManagementAddress: string;
  /** The data folder. */
  data: string;
  /** SIGKILL; resolves when the process is gone. */
  kill9App(): Promise<void>;
  kill9Engine(): Promise<void>;
  kill9Database(): Promise<void>;
  /** Stops it if it runs, starts it, resolves when it is ready. */
  restartApp(): Promise<void>;
  restartEngine(): Promise<void>;
  restartDatabase(): Promise<void>;
  /** The last lines of all three logs. */
  logs(): Promise<string>;
  /** A small pool as the database's owner, for looking from outside; it reconnects after `restartDatabase`. */
  sql: postgres.Sql;
  /** In `afterAll`: ends a system of the test's own; of the shared one, only what this file opened. */
  stop(): Promise<void>;
}

/**
 * The system that this and other files of tests/api and tests/web share, with the demo city's reference data and no cases.
 * Started by `npm test`; test files run one after the other and make their own data. Whoever kills a part starts it again.
 */
export async function sharedSystem(): Promise<TestSystem> {
  const control = process.env.YOUSU_TEST_SYSTEM;
  if (!control) throw new Error('there is no shared system: run this test with "npm test -- <part of its file name>"');
  const order = async (name: string) => {
    const response = await fetch(`${control}/${name}`, { method: 'POST' });
    const answer = (await response.json()) as unknown;
    if (!response.ok) throw new Error(`${name}: ${String(answer)}`);
    return answer;
  };
  const act = (name: string) => async () => {
    await order(name);
  };
  const about = (await order('about')) as Pick<
    TestSystem,
    'url' | 'demoPassword' | 'adminPassword' | 'adminUrl' | 'zeebeAddress' | 'zeebeManagementAddress' | 'data'
  >;
  const sql = lookAt(about.adminUrl);
  return {
    ...about,
    sql,
    stop: () => sql.end({ timeout: 1 }),
    kill9App: act('kill9App'),
    kill9Engine: act('kill9Engine'),
    kill9Database: act('kill9Database'),
    restartApp: act('restartApp'),
    restartEngine: act('restartEngine'),
    restartDatabase: act('restartDatabase'),
    logs: async () => String(await order('logs')),
  };
}

/** @param demo the demo city (default), @param env more settings for the application */
export interface SystemOptions {
  demo?: boolean;
  env?: Record<string, string>;
  /** A moment in the past (`2026-09-24T09:00:00+08:00`) at which application time begins; the engine keeps its own. */
  begins?: string;
}

/** A system of the test's own (about 10 s); for tests that need another one than the shared. The build must be current. */
export async function startSystem({ demo = true, env = {}, begins }: SystemOptions = {}): Promise<TestSystem> {
  const system: RunningSystem = await startTestSystem({
    demo,
    applicationEnv: env,
    ...(begins && { begins: Date.parse(begins) }),
  });
  const sql = lookAt(system.adminUrl);
  const logs = () => system.logs();
  logsOfOwnSystems.add(logs);
  return {
    ...system,
    kill9Engine: async () => {
      await system.kill9Engine();
    },
    kill9Database: async () => {
      await system.kill9Database();
    },
    logs: async () => logs(),
    sql,
    stop: async () => {
      logsOfOwnSystems.delete(logs);
      await sql.end({ timeout: 1 });
      await system.stop();
    },
  };
}

function lookAt(adminUrl: string): postgres.Sql {
  return postgres(adminUrl, { max: 2, idle_timeout: 5, onnotice: () => {} });
}
