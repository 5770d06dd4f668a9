import { openRecordKit } from '../../../tests/support/record-kit.js';
import {
  AT,
  activated,
  completed,
  element,
  INSTANCE,
  LEAD_MS,
  line,
  started,
  userTaskJob,
} from '../../../tests/support/record-lines.js';

const kit = await openRecordKit();
const { heard, send, sql } = kit;

beforeEach(() => kit.reset());

afterAll(() => kit.close());

it('keeps what is needed, in application time, and counts everything as seen', async () => {
  await send(
    line(1, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', INSTANCE, element('case-main', 'PROCESS')),
    activated(2, INSTANCE, 'case-main', 'PROCESS'),
    line(3, 'DEPLOYMENT', 'CREATED', '5', {}),
    line(4, 'VARIABLE', 'MIGRATED', '6', { name: 'caseId', value: 'null' }),
  );
  const rows = await sql`select position, at, value_type, process_instance_key from engine_records`;
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ position: '2', at: new Date(AT + 2), value_type: 'PROCESS_INSTANCE' });
  const [seen] = await sql`select position, record_at from record_positions`;
  expect(seen).toMatchObject({ position: '4', record_at: new Date(AT + 4) });
});

it('stores a delivery once however often and in whatever pieces it is sent again', async () => {
  const lines = [
    started(1),
    activated(2, INSTANCE, 'case-main', 'PROCESS'),
    activated(3, '2251799813685252', 'a', 'USER_TASK'),
    completed(4, '2251799813685252', 'a', 'USER_TASK'),
    activated(5, '2251799813685253', 'a', 'USER_TASK'),
    userTaskJob(6, 'CREATED', '77'),
  ];
  await send(...lines.slice(0, 4));
  await send(...lines.slice(0, 4));
  await send(...lines.slice(1, 3));
  await send(...lines.slice(2));
  await Promise.all([send(...lines), send(...lines)]);
  const positions = await sql`select position::integer as p from engine_records order by position`;
  expect(positions.map((row) => row.p)).toEqual([1, 2, 3, 4, 5, 6]);
  const passes = await sql`select pass, state from route_steps where element_id = 'a' order by pass`;
  expect(passes.map((row) => `${row.pass} ${row.state}`)).toEqual(['1 COMPLETED', '2 ACTIVE']);
  expect(heard.opens).toHaveLength(1);
});

it('keeps positions of partitions apart', async () => {
  await send(line(7, 'TIMER', 'CREATED', '1', {}), line(3, 'TIMER', 'CREATED', '2', {}, 2));
  await send(line(5, 'TIMER', 'CREATED', '3', {}), line(4, 'TIMER', 'CREATED', '4', {}, 2));
  const rows = await sql`select partition_id || '-' || position as id from engine_records order by 1`;
  expect(rows.map((row) => row.id)).toEqual(['1-7', '2-3', '2-4']);
});

it('keeps keys beyond 2^53 exactly', async () => {
  const key = '11258999068426241';
  await send(
    line(1, 'JOB', 'COMPLETED', key, {
      type: 't',
      elementInstanceKey: '#11258999068426243',
      processInstanceKey: '#-1',
    }),
  );
  const [row] = await sql`select key, element_instance_key as e, process_instance_key as p from engine_records`;
  expect(row).toEqual({ key, e: '11258999068426243', p: null });
  const [end] = await sql`select job_key from job_ends`;
  expect(end).toEqual({ job_key: key });
});

it('makes the month it needs', async () => {
  const old = line(1, 'TIMER', 'CREATED', '1', {}).replace(
    /"timestamp":\d+/,
    `"timestamp":${Date.UTC(2019, 2, 1) + LEAD_MS}`,
  );
  await send(old);
  const [row] = await sql`select tableoid::regclass::text as part from engine_records`;
  expect(row).toEqual({ part: 'engine_records_2019_03' });
});

it('parks a line that cannot be stored, and only that', async () => {
  const good = Array.from({ length: 9 }, (_, n) => line(n + 1, 'TIMER', 'CREATED', '1', {}));
  good[4] = line(5, 'TIMER', 'CREATED', '1', {}).replace('"key":1,', '"key":1,"broken":');
  await send(...good);
  expect(await sql`select 1 from engine_records`).toHaveLength(8);
  const parked = await sql`select partition_id, position, line, error from parked_records`;
  expect(parked).toHaveLength(1);
  expect(parked[0]).toMatchObject({ partition_id: 1, position: '5', line: good[4] });
  const [seen] = await sql`select position from record_positions`;
  expect(seen).toEqual({ position: '9' });
});

it('parks a record that a projection cannot take, and stores it when it can', async () => {
  heard.failure = new Error('the tasks feature has a bug');
  await send(
    started(1),
    activated(2, INSTANCE, 'case-main', 'PROCESS'),
    userTaskJob(3, 'CREATED', '77'),
    userTaskJob(4, 'COMPLETED', '78'),
  );
  expect(await sql`select position::integer from parked_records where resolved_at is null`).toEqual([{ position: 3 }]);
  expect(heard.ends).toEqual(['completed 78']);
  expect(await kit.store.retryParked()).toBe(0);
  heard.failure = null;
  expect(await kit.store.retryParked()).toBe(1);
  expect(heard.opens).toHaveLength(1);
  expect(await sql`select 1 from parked_records where resolved_at is null`).toHaveLength(0);
  expect(await sql`select 1 from engine_records`).toHaveLength(4);
});

it('refuses the whole delivery when the database fails, and stores all of it the next time', async () => {
  heard.failure = Object.assign(new Error('terminating connection'), { code: '57P01' });
  const lines = [started(1), activated(2, INSTANCE, 'case-main', 'PROCESS'), userTaskJob(3, 'CREATED', '77')];
  await expect(send(...lines)).rejects.toThrow('terminating connection');
  expect(await sql`select 1 from engine_records`).toHaveLength(0);
  expect(await sql`select 1 from record_positions`).toHaveLength(0);
  heard.failure = null;
  await send(...lines);
  expect(await sql`select 1 from engine_records`).toHaveLength(3);
});

it('does not open a task from a parked record when its end was stored meanwhile', async () => {
  heard.failure = new Error('the tasks feature has a bug');
  await send(started(1), activated(2, INSTANCE, 'case-main', 'PROCESS'), userTaskJob(3, 'CREATED', '77'));
  heard.failure = null;
  await send(userTaskJob(4, 'CANCELED', '77'));
  expect(await kit.store.retryParked()).toBe(1);
  expect(heard.opens).toEqual([]);
});
