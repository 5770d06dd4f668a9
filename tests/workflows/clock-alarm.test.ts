import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ClockTickJob as TickJob } from '../../api/src/features/clocks/clock-tick.job.js';
import type { JobHandler } from '../../api/src/process-engine/job-handler.js';
import { startEngine, type TestEngine } from '../support/engine.js';
import { type EngineRecord, type RecordSink, startRecordSink } from '../support/records.js';
import { openUseCases, type UseCaseKit } from '../support/use-case-kit.js';
import { waitFor } from '../support/wait-for.js';

/** Three promises each: FIRST_CONTACT, REPLY and HANDLE. */
const CASES = 70;
const STEPS = 8;
/** Set and rung at about 70 a second on two cores, all of it the engine's; with CROWD=10000 it takes six minutes. */
const CROWD = Number(process.env.CROWD ?? 500);
const CASES_OF_THE_CROWD = 100;
const HOUR = 3_600_000;
/** The application lives in the past of the engine: every instant must be converted exactly once. */
const LEAD = 58 * 24 * HOUR;
const seed = Number(process.env.CLOCK_SEED ?? Date.now() % 1_000_000);

type Operation = 'EXTEND' | 'PAUSE' | 'PAUSE_UNTIL' | 'RESUME' | 'RECALCULATE' | 'STOP' | 'END_CASE' | 'NOTHING';

interface Stored {
  id: string;
  caseId: string;
  state: string;
  nextTickAt: Date | null;
  spreadMs: number;
  light: string;
  dueAt: Date;
  yellowAt: Date;
}

let sink: RecordSink;
let broker: TestEngine;
let kit: UseCaseKit;
let stopWorkers: () => Promise<void>;
let offset = -LEAD;
const clock = { now: () => new Date(Date.now() + offset) };

beforeAll(async () => {
  sink = await startRecordSink();
  broker = await startEngine({ intakePort: sink.port, user: sink.user, password: sink.password });
  kit = await openUseCases(
    { ZEEBE_ADDRESS: broker.grpcAddress, ZEEBE_MANAGEMENT_ADDRESS: broker.managementAddress },
    { clock },
  );
  await kit.sql`update engines set lead_ms = ${LEAD}`;
  const { EngineIdentity } = await import('../../api/src/process-engine/engine-identity.js');
  const { ProcessEngine } = await import('../../api/src/process-engine/process-engine.js');
  const { JobWorkers } = await import('../../api/src/process-engine/job-workers.js');
  const { OutboxRelay } = await import('../../api/src/outbox/outbox-relay.js');
  const { UserTaskListener } = await import('../../api/src/process-engine/user-task-listener.js');
  const { ClockTickJob } = await import('../../api/src/features/clocks/clocks.public.js');
  const identity = kit.get(EngineIdentity);
  await identity.load();
  const engine = kit.get(ProcessEngine);
  const name = 'case-clock.bpmn';
  await engine.deploy([{ name, content: readFileSync(join(process.cwd(), 'workflows/processes', name)) }]);
  const handlers = { all: [kit.get<TickJob>(ClockTickJob) as unknown as JobHandler] };
  const listener = kit.get(UserTaskListener);
  const relay = new OutboxRelay(kit.database, engine, identity, listener);
  const workers = new JobWorkers(engine, handlers, listener, kit.database, identity);
  workers.start();
  relay.start();
  stopWorkers = async () => {
    await relay.stop();
    await workers.stop();
    await engine.close();
  };
  process.stdout.write(`clock sequences from seed ${seed}\n`);
}, 180_000);

afterAll(async () => {
  await stopWorkers?.();
  await kit?.close();
  await broker?.stop();
  await sink?.stop();
}, 60_000);

const stored = () => kit.sql<Stored[]>`
  select id, case_id as "caseId", state, next_tick_at as "nextTickAt", spread_ms as "spreadMs", light, due_at as "dueAt", yellow_at as "yellowAt"
  from clocks order by id`;

/** Timers of every clock's instance as the engine keeps them: what was set and neither fired nor taken back. */
function liveTimers(): Map<string, number[]> {
  const clockOf = new Map<number, string>();
  const timers = new Map<number, { instance: number; due: number }>();
  for (const { valueType, intent, key, value } of sink.records) {
    if (valueType === 'VARIABLE' && value.name === 'clockId')
      clockOf.set(Number(value.processInstanceKey), JSON.parse(String(value.value)));
    if (valueType !== 'TIMER') continue;
    if (intent === 'CREATED')
      timers.set(key, { instance: Number(value.processInstanceKey), due: Number(value.dueDate) });
    else timers.delete(key);
  }
  const live = new Map<string, number[]>();
  for (const { instance, due } of timers.values()) {
    const id = clockOf.get(instance) ?? `instance ${instance}`;
    live.set(id, [...(live.get(id) ?? []), due]);
  }
  return live;
}

const wanted = (rows: Stored[]): Map<string, number[]> =>
  new Map(rows.flatMap(({ id, nextTickAt }) => (nextTickAt ? [[id, [nextTickAt.getTime() + LEAD]] as const] : [])));

const sorted = (timers: Map<string, number[]>) => [...timers].sort(([a], [b]) => (a < b ? -1 : 1));

/** Everything told has arrived and every alarm that was due has rung: the engine's timers are the ledger's ticks, one each. */
async function settled(what: string): Promise<Stored[]> {
  let rows: Stored[] = [];
  await waitFor(
    async () => {
      const [waiting] = await kit.sql<
        { n: number }[]
      >`select count(*)::int as n from outbox where lane in (select id::text from clocks) and state <> 'DONE'`;
      rows = await stored();
      const now = clock.now();
      const ringing = rows.some(({ nextTickAt }) => nextTickAt && nextTickAt <= now);
      return (
        waiting?.n === 0 && !ringing && JSON.stringify(sorted(liveTimers())) === JSON.stringify(sorted(wanted(rows)))
      );
    },
    `${what} (seed ${seed}): one live timer per live clock, at its stored tick`,
    60_000,
  );
  return rows;
}

async function endCase(caseId: string): Promise<void> {
  const { CaseRepository, EndOfCase } = await import('../../api/src/features/cases/cases.public.js');
  await kit.database.inTransaction(async (sql) => {
    const record = await kit.get(CaseRepository).get(sql, caseId);
    if (!record.closedAt) await kit.get(EndOfCase).close(sql, record, 'WITHDRAWN', { askingInstance: '0' });
  });
}

async function act(operation: Operation, row: Stored, by: { id: string }): Promise<void> {
  const { ClockLedger, ClockPauses, ClockRepository, ExtendClock, MoveClocks } = await import(
    '../../api/src/features/clocks/clocks.public.js'
  );
  const { Calendars } = await import('../../api/src/features/calendar/calendar.public.js');
  const { CaseRepository } = await import('../../api/src/features/cases/cases.public.js');
  if (operation === 'END_CASE') return endCase(row.caseId);
  const at = clock.now();
  const actor = { kind: 'USER' as const, id: by.id };
  await kit.database.inTransaction(async (sql) => {
    const record = await kit.get(CaseRepository).get(sql, row.caseId);
    const current = await kit.get(ClockRepository).find(sql, row.id);
    if (!current || record.closedAt || current.state === 'MET' || current.state === 'STOPPED') return;
    if (operation === 'EXTEND')
      await kit.get(ExtendClock).execute(sql, current, '2wd', { actor, at, reason: '需要鉴定' });
    const terms = { reason: 'STATUTORY_STEP' as const, proof: '鉴定委托书', endsWhen: '鉴定完成' };
    if (operation === 'PAUSE' && current.state === 'RUNNING')
      await kit.get(ClockPauses).pause(sql, current, { ...terms, until: null }, { id: by.id, at });
    if (operation === 'PAUSE_UNTIL' && current.state === 'RUNNING')
      await kit
        .get(ClockPauses)
        .pause(sql, current, { ...terms, until: new Date(at.getTime() + 5 * HOUR) }, { id: by.id, at });
    if (operation === 'RESUME' && current.state === 'PAUSED')
      await kit.get(ClockPauses).resume(sql, current, { actor, at });
    if (operation === 'RECALCULATE')
      await kit
        .get(MoveClocks)
        .execute(
          sql,
          [current],
          { reason: 'CALENDAR', actor: { kind: 'SYSTEM' }, at },
          await kit.get(Calendars).current(sql),
        );
    if (operation === 'STOP') await kit.get(ClockLedger).end(sql, row.caseId, [current.kind], 'STOPPED', at);
  });
}

it(`rings once for every moment, at the stored tick, through ${CASES * 3} random lives of clocks`, async () => {
  const officer = await kit.person('SU');
  for (let n = 0; n < CASES; n += 1) await kit.assigned('SWJ');
  let rows = await settled('after the start');
  expect(rows.filter(({ state }) => state === 'RUNNING').length).toBeGreaterThanOrEqual(200);
  const operations = fc.sample(
    fc.oneof(
      { weight: 10, arbitrary: fc.constant<Operation>('NOTHING') },
      { weight: 3, arbitrary: fc.constantFrom<Operation>('EXTEND', 'PAUSE', 'PAUSE_UNTIL', 'RECALCULATE') },
      { weight: 4, arbitrary: fc.constant<Operation>('RESUME') },
      { weight: 1, arbitrary: fc.constantFrom<Operation>('STOP', 'END_CASE') },
    ),
    { numRuns: rows.length * STEPS, seed },
  );
  const leaps = fc.sample(fc.constantFrom(10 * 60_000, HOUR, 5 * HOUR, 24 * HOUR, 50 * HOUR), { numRuns: STEPS, seed });
  for (let step = 0; step < STEPS; step += 1) {
    for (const [index, row] of rows.entries())
      await act(operations[step * rows.length + index] ?? 'NOTHING', row, officer);
    await settled(`acts of step ${step}`);
    const leap = leaps[step] as number;
    offset += leap;
    await broker.advanceClock(leap);
    rows = await settled(`leap of ${leap / HOUR} h in step ${step}`);
    const now = clock.now().getTime();
    for (const row of rows.filter(({ state }) => state === 'RUNNING')) {
      if (now >= row.dueAt.getTime() + row.spreadMs) expect([row.id, row.light]).toEqual([row.id, 'RED']);
      if (now < row.yellowAt.getTime()) expect([row.id, row.light]).toEqual([row.id, 'GREEN']);
    }
  }
  await expectNothingTwice();
  for (const caseId of new Set(rows.map((row) => row.caseId))) await endCase(caseId);
  await endWhatIsLeft();
}, 600_000);

it(`loses none of ${CROWD} clocks that are due in the same minute, and lists are read meanwhile`, async () => {
  const viewer = await kit.person('SU');
  const { TaskQueries } = await import('../../api/src/features/tasks/task.queries.js');
  const dueAt = await manyClocks(CROWD);
  const leap = dueAt.getTime() + 10 * 60_000 - clock.now().getTime();
  offset += leap;
  await broker.advanceClock(leap);
  let reads = 0;
  const ringing = async () => {
    const [row] = await kit.sql<
      { n: number }[]
    >`select count(*)::int as n from clocks where kind = 'INSTRUCTION' and next_tick_at <= ${clock.now()}`;
    const { nodes } = await kit
      .get(TaskQueries)
      .list(kit.database.sql, viewer, { scope: 'ALL' }, 'DUE_ASC', { first: 50 }, clock.now());
    reads += nodes.length > 0 ? 1 : 0;
    return row?.n === 0;
  };
  await waitFor(ringing, 'every clock has rung', 300_000);
  expect(reads).toBeGreaterThan(1);
  const [told] = await kit.sql<{ red: number; events: number }[]>`
    select (select count(*)::int from clocks where kind = 'INSTRUCTION' and light = 'RED') as red,
      (select count(*)::int from events where type = 'clock.light' and body ->> 'newLight' = 'RED' and body ->> 'clockId' in
        (select id::text from clocks where kind = 'INSTRUCTION')) as events`;
  expect(told).toEqual({ red: CROWD, events: CROWD });
}, 600_000);

/** Clocks of 100 open cases with a task each, all due at one moment two working hours ahead; their alarms are set. @returns that moment */
async function manyClocks(count: number): Promise<Date> {
  const { ClockAlarm } = await import('../../api/src/features/clocks/clock-alarm.js');
  const made: { id: string; caseId: string; caseNumber: string; nextTickAt: Date }[] = [];
  const due = new Date(Math.floor(clock.now().getTime() / 60_000) * 60_000 + 2 * HOUR);
  for (let n = 0; n < CASES_OF_THE_CROWD; n += 1) {
    const { id } = await kit.received();
    await kit.open('qualityCheck', id);
    const rows = await kit.sql<(typeof made)[number][]>`
      insert into clocks (id, case_id, subject_id, kind, span, office_class, started_at, due_at, original_due_at, yellow_at, remind_at, state, spread_ms, next_tick_at)
      select gen_random_uuid(), ${id}, gen_random_uuid(), 'INSTRUCTION', '2h', 'ALWAYS', ${due}::timestamptz - interval '2 hours', ${due}, ${due},
        ${due}::timestamptz - interval '1 hour', ${due}::timestamptz - interval '12 minutes', 'RUNNING', s.ms, ${due}::timestamptz - interval '1 hour' + s.ms * interval '1 ms'
      from generate_series(1, ${count / CASES_OF_THE_CROWD}) n, lateral (select (random() * 360000)::int as ms where n > 0) s
      returning id, case_id as "caseId", (select number from cases where id = case_id) as "caseNumber", next_tick_at as "nextTickAt"`;
    made.push(...rows);
    await kit.database.inTransaction(async (sql) => {
      for (const each of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
        await kit.get(ClockAlarm).set(sql, each, each.nextTickAt);
    });
  }
  await waitFor(
    async () => {
      const [waiting] = await kit.sql<
        { n: number }[]
      >`select count(*)::int as n from outbox where command ->> 'name' = 'msg.clock.started' and state <> 'DONE'`;
      return waiting?.n === 0;
    },
    'every alarm is set',
    300_000,
  );
  return due;
}

/** Between two changes of its terms a clock tells each light, the reminder and each day past due once, in order. */
async function expectNothingTwice(): Promise<void> {
  const events = await kit.sql<{ clockId: string; type: string; body: { newLight?: string; overdueDays?: number } }[]>`
    select body ->> 'clockId' as "clockId", type, body from events where type like 'clock.%' order by stream, seq`;
  for (const [id, told] of Map.groupBy(events, ({ clockId }) => clockId)) {
    let heard = new Set<string>();
    for (const { type, body } of told) {
      if (type === 'clock.moved') heard = new Set(body.newLight ? [] : heard);
      else {
        const what = `${type} ${body.newLight ?? ''}${body.overdueDays ?? ''}`;
        expect([id, what, heard.has(what)]).toEqual([id, what, false]);
        heard.add(what);
      }
    }
  }
}

/** Whatever route a case took to its end, no alarm of it is left in the engine. */
async function endWhatIsLeft(): Promise<void> {
  const rows = await settled('every case has ended');
  expect(rows.filter(({ nextTickAt }) => nextTickAt)).toEqual([]);
  const running = () => {
    const open = new Set<number>();
    for (const { valueType, intent, value } of sink.records as EngineRecord[]) {
      if (valueType !== 'PROCESS_INSTANCE' || value.bpmnElementType !== 'PROCESS') continue;
      if (intent === 'ELEMENT_ACTIVATED') open.add(Number(value.processInstanceKey));
      if (intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED')
        open.delete(Number(value.processInstanceKey));
    }
    return open.size;
  };
  await waitFor(() => running() === 0, 'no instance of case-clock is left', 30_000);
  expect(
    sink.records.filter(({ valueType }) => valueType === 'INCIDENT').map(({ value }) => value.errorMessage),
  ).toEqual([]);
}
