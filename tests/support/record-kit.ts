import type { StoreRecords } from '../../api/src/engine-records/store-records.js';
import type { MigratedJob, UserTaskJob } from '../../api/src/process-engine/user-task-listener.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { bulk, CASE, LEAD_MS } from './record-lines.js';
import { testSettings } from './settings.js';

/** What the tasks feature was told of user-task jobs, in order. */
export interface HeardTasks {
  opens: UserTaskJob[];
  /** `completed <key>` and `canceled <key>`. */
  ends: string[];
  /** Thrown instead of hearing of an opened task. */
  failure: Error | null;
}

/** The intake's store on a database of its own that holds one case, CASE, and nothing of an engine. */
export interface RecordKit {
  /** As the owner: arranging and looking. */
  sql: TestDatabase['sql'];
  engineId: number;
  heard: HeardTasks;
  readonly store: StoreRecords;
  /** One delivery of the exporter. */
  send(...lines: string[]): Promise<void>;
  /** Before each test: an intake that has seen nothing. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Call it before anything else that imports the application. */
export async function openRecordKit(): Promise<RecordKit> {
  const db = await createTestDatabase();
  await testSettings(db.appUrl);
  const { Database } = await import('../../api/src/database/database.js');
  const { EngineIdentity } = await import('../../api/src/process-engine/engine-identity.js');
  const { UserTaskListener } = await import('../../api/src/process-engine/user-task-listener.js');
  const { readDelivery } = await import('../../api/src/engine-records/record-lines.js');
  const { StoreRecords: Store } = await import('../../api/src/engine-records/store-records.js');

  const heard: HeardTasks = { opens: [], ends: [], failure: null };
  class Listener extends UserTaskListener {
    async opened(_sql: unknown, job: UserTaskJob): Promise<void> {
      if (heard.failure) throw heard.failure;
      heard.opens.push(job);
    }
    async completed(_sql: unknown, _engineId: number, jobKey: string): Promise<void> {
      heard.ends.push(`completed ${jobKey}`);
    }
    async canceled(_sql: unknown, _engineId: number, jobKey: string): Promise<void> {
      heard.ends.push(`canceled ${jobKey}`);
    }
    async migrated(_sql: unknown, job: MigratedJob): Promise<void> {
      heard.ends.push(`migrated ${job.key} to ${job.elementId} of ${job.processId} ${job.processVersion}`);
    }
  }

  const database = new Database();
  await db.sql`insert into engines (name, lead_ms) values ('test', ${LEAD_MS})`;
  const identity = new EngineIdentity(database);
  await identity.load();
  await db.sql`insert into requesters (id, kind, masked_name, created_at) values (${CASE}, 'ANONYMOUS', '匿名', now())`;
  await db.sql`
    insert into cases (id, number, check_code_hash, idempotency_key, type, channel, title, original_text, requester_id, status, phase, received_at)
    values (${CASE}, 'LC2611210000017', '\\x00', 'key', 'HELP', 'WEB_FORM', '路灯不亮', '路灯不亮', ${CASE}, 'RECEIVED', 'RECEIVE', now())`;

  const newStore = () => new Store(database, identity, new Listener());
  let store = newStore();
  return {
    sql: db.sql,
    engineId: identity.engineId,
    heard,
    get store() {
      return store;
    },
    send: (...lines) => store.execute(readDelivery(bulk(...lines))),
    reset: async () => {
      heard.opens.length = 0;
      heard.ends.length = 0;
      heard.failure = null;
      store = newStore();
      await db.sql`truncate engine_records, record_positions, parked_records, process_instances, route_steps, route_flows, job_ends,
        incidents, decision_evaluations, deployed_resources, reseat_starts`;
      await db.sql`update cases set engine_id = null, instance_key = null`;
    },
    close: async () => {
      await database.onApplicationShutdown();
      await db.drop();
    },
  };
}
