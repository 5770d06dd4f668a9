import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';
import { waitFor } from '../../../tests/support/wait-for.js';

const db = await createTestDatabase();
await testSettings(db.appUrl);

const { Database } = await import('../database/database.js');
const { EngineIdentity } = await import('../process-engine/engine-identity.js');
const { FakeEngine } = await import('../process-engine/fake.engine.js');
const { UserTaskListener } = await import('../process-engine/user-task-listener.js');
const { appendToOutbox, retryPoisoned } = await import('./outbox.js');
const { OutboxRelay } = await import('./outbox-relay.js');

class HeardTasks extends UserTaskListener {
  readonly heard: string[] = [];
  async opened(): Promise<void> {}
  async completed(_sql: unknown, _engineId: number, jobKey: string): Promise<void> {
    this.heard.push(`completed ${jobKey}`);
  }
  async canceled(_sql: unknown, _engineId: number, jobKey: string): Promise<void> {
    this.heard.push(`canceled ${jobKey}`);
  }
  async migrated(): Promise<void> {}
}

const database = new Database();
const identity = new EngineIdentity(database);
await identity.load();
const { engineId } = identity;

let engine: InstanceType<typeof FakeEngine>;
let heard: HeardTasks;
let relays: InstanceType<typeof OutboxRelay>[];

function startRelay(): InstanceType<typeof OutboxRelay> {
  const relay = new OutboxRelay(database, engine, identity, heard);
  relays.push(relay);
  relay.start();
  return relay;
}

function publish(lane: string, messageId: string, timeToLiveMs = 3_600_000): Promise<string> {
  return database.inTransaction((sql) =>
    appendToOutbox(sql, {
      lane,
      kind: 'PUBLISH_MESSAGE',
      engineId,
      command: { name: 'msg.test', correlationKey: lane, messageId, timeToLiveMs, variables: { caseId: lane } },
    }),
  );
}

function complete(lane: string, jobKey: string): Promise<string> {
  return database.inTransaction((sql) =>
    appendToOutbox(sql, { lane, kind: 'COMPLETE_JOB', engineId, command: { jobKey, variables: { approved: 'YES' } } }),
  );
}

function resolve(incidentKey: string, jobKey: string | null): Promise<string> {
  const lane = `incident:${incidentKey}`;
  return database.inTransaction((sql) =>
    appendToOutbox(sql, {
      lane,
      kind: 'RESOLVE_INCIDENT',
      engineId,
      command: { incidentKey, jobKey, retries: 3 },
    }),
  );
}

async function stateOf(id: string): Promise<string> {
  const [row] = await db.sql`select state, outcome from outbox where id = ${id}`;
  return row!.outcome ? `${row!.state} ${row!.outcome}` : row!.state;
}

const becomes = (id: string, state: string): Promise<unknown> =>
  waitFor(async () => (await stateOf(id)) === state, `outbox row ${id} becomes ${state}`);

const subjects = (): string[] => engine.sent.map(({ subject }) => subject);

beforeEach(async () => {
  engine = new FakeEngine();
  heard = new HeardTasks();
  relays = [];
  await db.sql`truncate outbox, job_ends, engine_records`;
});

afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
});

afterAll(async () => {
  await database.onApplicationShutdown();
  await db.drop();
});

it('sends what a transaction left behind as soon as it commits', async () => {
  startRelay();
  const id = await publish('case-1', 'm1');
  await becomes(id, 'DONE DONE');
  expect(engine.sent).toEqual([
    {
      command: 'publishMessage',
      subject: 'm1',
      arguments: {
        name: 'msg.test',
        correlationKey: 'case-1',
        messageId: 'm1',
        timeToLiveMs: 3_600_000,
        variables: { caseId: 'case-1' },
      },
    },
  ]);
});

it('sends nothing of a transaction that was rolled back', async () => {
  startRelay();
  await expect(
    database.inTransaction(async (sql) => {
      await appendToOutbox(sql, { lane: 'case-1', kind: 'CANCEL_INSTANCE', engineId, command: { instanceKey: '7' } });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await becomes(await publish('case-1', 'after'), 'DONE DONE');
  expect(subjects()).toEqual(['after']);
});

it('keeps the order of a lane while lanes go side by side', async () => {
  const lanes = Array.from({ length: 8 }, (_, lane) => `case-${lane}`);
  let last = '';
  for (let n = 0; n < 5; n += 1) for (const lane of lanes) last = await publish(lane, `${lane}/${n}`);
  let running = 0;
  let most = 0;
  engine.beforeCommand = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  };
  startRelay();
  await becomes(last, 'DONE DONE');
  await waitFor(() => engine.sent.length === 40, 'all commands are sent');
  expect(most).toBeGreaterThan(1);
  for (const lane of lanes) {
    const ofLane = subjects().filter((subject) => subject.startsWith(`${lane}/`));
    expect(ofLane).toEqual([0, 1, 2, 3, 4].map((n) => `${lane}/${n}`));
  }
});

it('numbers the rows of a lane in the order of their commits', async () => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let first = '';
  const slow = database.inTransaction(async (sql) => {
    first = await appendToOutbox(sql, {
      lane: 'case-1',
      kind: 'CANCEL_INSTANCE',
      engineId,
      command: { instanceKey: '1' },
    });
    await held;
  });
  await waitFor(() => first !== '', 'the first transaction has written');
  let second = '';
  const quick = complete('case-1', '2').then((id) => {
    second = id;
  });
  await publish('case-2', 'other lanes do not wait');
  expect(second).toBe('');
  release();
  await Promise.all([slow, quick]);
  expect(BigInt(second)).toBeGreaterThan(BigInt(first));
});

it('never sends a command twice when two relays work side by side', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 60; n += 1) ids.push(await complete(`case-${n % 6}`, `${1000 + n}`));
  const asked: string[] = [];
  engine.beforeCommand = async ({ subject }) => {
    asked.push(subject);
    await new Promise((resolve) => setTimeout(resolve, 2));
  };
  startRelay();
  startRelay();
  for (const id of ids) await becomes(id, 'DONE DONE');
  expect(asked).toHaveLength(60);
  expect(new Set(asked).size).toBe(60);
});

it('tells the tasks feature of a completed job in the transaction that finishes the command', async () => {
  startRelay();
  await becomes(await complete('case-1', '4503599627370497'), 'DONE DONE');
  expect(heard.heard).toEqual(['completed 4503599627370497']);
});

it('takes a message that was published before as success', async () => {
  await engine.publishMessage({
    name: 'msg.test',
    correlationKey: 'case-1',
    messageId: 'm1',
    timeToLiveMs: 1,
    variables: {},
  });
  startRelay();
  await becomes(await publish('case-1', 'm1'), 'DONE DONE');
  expect(engine.sent).toHaveLength(1);
});

it('waits for the records when a job is gone, and believes that it was completed', async () => {
  engine.gone.add('11');
  startRelay();
  const id = await complete('case-1', '11');
  await waitFor(
    async () => (await db.sql`select 1 from outbox where id = ${id} and attempts > 1`).length > 0,
    'it asks again',
  );
  expect(await stateOf(id)).toBe('PENDING');
  await db.sql`insert into job_ends (engine_id, job_key, ending, at) values (${engineId}, 11, 'COMPLETED', now())`;
  await becomes(id, 'DONE DONE');
  expect(heard.heard).toEqual(['completed 11']);
});

it('reports a completion as refused when the records say that the job was cancelled', async () => {
  engine.gone.add('12');
  await db.sql`insert into job_ends (engine_id, job_key, ending, at) values (${engineId}, 12, 'CANCELED', now())`;
  startRelay();
  const id = await complete('case-1', '12');
  const next = await publish('case-1', 'goes on');
  await becomes(id, 'DONE REFUSED');
  await becomes(next, 'DONE DONE');
  expect(heard.heard).toEqual(['canceled 12']);
});

it('takes the end of what is to be cancelled as success', async () => {
  engine.gone.add('21');
  startRelay();
  const id = await database.inTransaction((sql) =>
    appendToOutbox(sql, { lane: 'case-1', kind: 'CANCEL_INSTANCE', engineId, command: { instanceKey: '21' } }),
  );
  await becomes(id, 'DONE DONE');
});

it('gives a job its tries back before it resolves its incident, and an incident without a job none', async () => {
  startRelay();
  await becomes(await resolve('31', '30'), 'DONE DONE');
  await becomes(await resolve('33', null), 'DONE DONE');
  expect(engine.sent.map(({ command, subject }) => `${command} ${subject}`)).toEqual([
    'updateJobRetries 30',
    'resolveIncident 31',
    'resolveIncident 33',
  ]);
});

it('resolves an incident when the engine is back, and takes as success that incident or job is gone', async () => {
  engine.state = 'UNAVAILABLE';
  engine.gone.add('35').add('36');
  startRelay();
  const ids = [await resolve('34', null), await resolve('35', null), await resolve('37', '36')];
  await waitFor(async () => (await db.sql`select 1 from outbox where attempts > 1`).length > 0, 'it tries again');
  engine.state = 'UP';
  for (const id of ids) await becomes(id, 'DONE DONE');
});

it('goes on by itself when the engine is back', async () => {
  engine.state = 'UNAVAILABLE';
  startRelay();
  const ids = [await publish('case-1', 'm1'), await publish('case-2', 'm2'), await publish('case-1', 'm3')];
  await waitFor(async () => (await db.sql`select 1 from outbox where attempts > 1`).length > 0, 'it tries again');
  engine.state = 'BUSY';
  await waitFor(
    async () => (await db.sql`select 1 from outbox where last_error like 'EngineBusy%'`).length > 0,
    'back-pressure',
  );
  engine.state = 'UP';
  for (const id of ids) await becomes(id, 'DONE DONE');
  expect(subjects().filter((subject) => subject !== 'm2')).toEqual(['m1', 'm3']);
});

it('does a command once although its answer was lost', async () => {
  engine.state = 'LOST_ANSWER';
  startRelay();
  const message = await publish('case-1', 'm1');
  const job = await complete('case-2', '31');
  await waitFor(() => engine.sent.length === 2, 'both commands take effect');
  engine.state = 'UP';
  await db.sql`insert into job_ends (engine_id, job_key, ending, at) values (${engineId}, 31, 'COMPLETED', now())`;
  await becomes(message, 'DONE DONE');
  await becomes(job, 'DONE DONE');
  expect(engine.sent).toHaveLength(2);
});

it('looks into the records before it publishes a message again whose time to live is over', async () => {
  const id = await publish('case-1', 'm1', 10);
  await db.sql`update outbox set first_sent_at = clock_timestamp() - interval '1 hour', attempts = 1 where id = ${id}`;
  const record = (position: number, key: number, type: string, intent: string, value: object) => db.sql`
    insert into engine_records (engine_id, partition_id, position, at, value_type, intent, key, value)
    values (${engineId}, 1, ${position}, now(), ${type}, ${intent}, ${key}, ${db.sql.json(value as never)})`;
  await db.sql`select ensure_record_month(now())`;
  await record(1, 900, 'MESSAGE', 'PUBLISHED', { name: 'msg.test', correlationKey: 'case-1', messageId: 'm1' });
  await record(2, 901, 'MESSAGE_START_EVENT_SUBSCRIPTION', 'CORRELATED', { messageName: 'msg.test', messageKey: 900 });
  startRelay();
  await becomes(id, 'DONE DONE');
  expect(engine.sent).toEqual([]);
});

it('stops the lane of a refused command, and no other, until an operator retries it', async () => {
  engine.refused.add('bad');
  startRelay();
  const bad = await publish('case-1', 'bad');
  const behind = await publish('case-1', 'behind');
  const other = await publish('case-2', 'other');
  await becomes(bad, 'POISONED');
  await becomes(other, 'DONE DONE');
  await becomes(await publish('case-2', 'other again'), 'DONE DONE');
  expect(await stateOf(behind)).toBe('PENDING');
  const [row] = await db.sql`select last_error from outbox where id = ${bad}`;
  expect(row!.last_error).toContain('EngineRefused');

  engine.refused.clear();
  expect(await retryPoisoned(database.sql, bad)).toBe(true);
  expect(await retryPoisoned(database.sql, '999999')).toBe(false);
  await becomes(bad, 'DONE DONE');
  await becomes(behind, 'DONE DONE');
  expect(subjects()).toEqual(['other', 'other again', 'bad', 'behind']);
});

it('takes over what a dead relay had leased, and leaves alone what a living one has', async () => {
  const dead = await publish('case-1', 'm1');
  const living = await publish('case-2', 'm2');
  const other = '0199d000-0000-7000-8000-000000000001';
  await db.sql`update outbox set leased_by = ${other}, leased_until = clock_timestamp() - interval '1 second' where id = ${dead}`;
  await db.sql`update outbox set leased_by = ${other}, leased_until = clock_timestamp() + interval '1 minute' where id = ${living}`;
  startRelay();
  await becomes(dead, 'DONE DONE');
  expect(await stateOf(living)).toBe('PENDING');
  expect(subjects()).toEqual(['m1']);
});

it('leaves the commands of another engine alone', async () => {
  await db.sql`insert into engines (name) values ('another') on conflict do nothing`;
  const [another] = await db.sql`select id from engines where name = 'another'`;
  const foreign = await database.inTransaction((sql) =>
    appendToOutbox(sql, {
      lane: 'case-1',
      kind: 'COMPLETE_JOB',
      engineId: another!.id,
      command: { jobKey: '41', variables: {} },
    }),
  );
  startRelay();
  await becomes(await complete('case-1', '41'), 'DONE DONE');
  expect(await stateOf(foreign)).toBe('PENDING');
});

it('forgets what was done more than 30 days ago', async () => {
  await db.sql`
    insert into outbox (lane, kind, engine_id, command, state, done_at)
    values ('old', 'COMPLETE_JOB', ${engineId}, '{}', 'DONE', clock_timestamp() - interval '31 days'),
      ('new', 'COMPLETE_JOB', ${engineId}, '{}', 'DONE', clock_timestamp() - interval '29 days')`;
  startRelay();
  await waitFor(async () => (await db.sql`select 1 from outbox`).length === 1, 'the old row is gone');
  const [left] = await db.sql`select lane from outbox`;
  expect(left!.lane).toBe('new');
});
