import { freePort } from '../../../scripts/local/ports.mjs';
import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';

const db = await createTestDatabase();
const port = await freePort();
await testSettings(db.appUrl, { YOUSU_INTAKE_PORT: String(port) });

const { Database } = await import('../database/database.js');
const { EngineIdentity } = await import('../process-engine/engine-identity.js');
const { UserTaskListener } = await import('../process-engine/user-task-listener.js');
const { RecordIntake } = await import('./record-intake.js');
const { StoreRecords } = await import('./store-records.js');

class NoTasks extends UserTaskListener {
  async opened(): Promise<void> {}
  async completed(): Promise<void> {}
  async canceled(): Promise<void> {}
  async migrated(): Promise<void> {}
}

const database = new Database();
const identity = new EngineIdentity(database);
await identity.load();
const intake = new RecordIntake(new StoreRecords(database, identity, new NoTasks()));

const base = `http://127.0.0.1:${port}`;
const AUTHORIZATION = `Basic ${Buffer.from('engine:test-intake-password').toString('base64')}`;
const record = (position: number): string =>
  `{"index":{"_id":"1-${position}","_index":"zeebe-record_timer"}}\n{"partitionId":1,"value":{"targetElementId":"t"},"key":1,"position":${position},"timestamp":1795296670917,"valueType":"TIMER","recordType":"EVENT","intent":"CREATED","sourceRecordPosition":1}\n`;

function post(body: string, authorization = AUTHORIZATION): Promise<Response> {
  return fetch(`${base}/_bulk`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-ndjson' },
    body,
  });
}

beforeAll(() => intake.start());

afterAll(async () => {
  await intake.stop();
  await database.onApplicationShutdown();
  await db.drop();
});

it('acknowledges what the exporter asks at its start', async () => {
  const answer = await fetch(`${base}/zeebe-record*/_settings?allow_no_indices=true`, {
    method: 'PUT',
    headers: { authorization: AUTHORIZATION },
    body: '{}',
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ acknowledged: true });
});

it('answers after the commit, item by item', async () => {
  const answer = await post(record(1) + record(2));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-elastic-product')).toBe('Elasticsearch');
  expect(await answer.json()).toEqual({
    took: 1,
    errors: false,
    items: [{ index: { _id: '1-1', status: 201 } }, { index: { _id: '1-2', status: 201 } }],
  });
  expect(await db.sql`select 1 from engine_records`).toHaveLength(2);
});

it('lets nobody in without the secret', async () => {
  for (const authorization of ['', 'Basic x', `Basic ${Buffer.from('engine:wrong').toString('base64')}`]) {
    expect((await post(record(3), authorization)).status).toBe(401);
  }
  expect(await db.sql`select 1 from engine_records where position = 3`).toHaveLength(0);
});

it('answers 500 when nothing was stored, and stores it when it is sent again', async () => {
  await db.sql`alter table record_positions rename to hidden`;
  expect((await post(record(4))).status).toBe(500);
  await db.sql`alter table hidden rename to record_positions`;
  expect(await db.sql`select 1 from engine_records where position = 4`).toHaveLength(0);
  expect((await post(record(4))).status).toBe(200);
  expect(await db.sql`select 1 from engine_records where position = 4`).toHaveLength(1);
});

it('parks what it cannot read at all instead of refusing it for ever', async () => {
  const answer = await post('{"delete":{}}\n{"what":"ever"}\n');
  expect(await answer.json()).toMatchObject({ errors: false });
  expect(await db.sql`select line from parked_records`).toEqual([{ line: '{"delete":{}}\n{"what":"ever"}' }]);
});
