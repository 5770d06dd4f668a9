import { v7 as uuid } from 'uuid';
import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { PlanMigration } = await import('./plan-migration.js');
const { CorrectMigration } = await import('./correct-migration.js');
const { DecideMigration } = await import('./decide-migration.js');
const { SteerMigration } = await import('./steer-migration.js');
const { MigrationQueries } = await import('./migration.queries.js');
const { SendBatch } = await import('./send-batch.js');
const { SettleMoves } = await import('./settle-moves.js');
const { ShowMigration } = await import('./show-migration.js');

const designer = await kit.person('DE', { name: '宋图' });
const both = await kit.person(['DE', 'LD'], { name: '两职' });
const leader = await kit.person('LD', { name: '郑川' });

const version = (steps: string) => `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:process id="PROCESS" name="试验">${steps}</bpmn:process></bpmn:definitions>`;
const task = (id: string, name = id) => `<bpmn:userTask id="${id}" name="${name}" />`;

let keys = 2_251_799_813_900_000n;
const nextKey = () => {
  keys += 1n;
  return String(keys);
};
let processes = 0;

/** A process in two versions, and instances of the first at these elements. */
async function running(first: string, second: string, at: string[]) {
  processes += 1;
  const processId = `m${processes}`;
  const [source, target] = [nextKey(), nextKey()];
  for (const [key, number, steps] of [
    [source, 1, first],
    [target, 2, second],
  ] as const)
    await kit.sql`
      insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
      values (${kit.engineId}, ${key}, 'PROCESS', ${processId}, ${number}, ${`${processId}.bpmn`}, ${version(steps).replace('PROCESS', processId)}, now())`;
  const instances: string[] = [];
  for (const element of at) {
    const instance = nextKey();
    instances.push(instance);
    await kit.sql`
      insert into process_instances (engine_id, instance_key, process_id, process_version, definition_key, started_at)
      values (${kit.engineId}, ${instance}, ${processId}, 1, ${source}, now())`;
    await kit.sql`
      insert into route_steps (engine_id, instance_key, element_instance_key, element_id, element_type, pass, entered_at, state)
      values (${kit.engineId}, ${instance}, ${nextKey()}, ${element}, 'USER_TASK', 1, now(), 'ACTIVE')`;
  }
  return { processId, target, instances };
}

const plan = (processId: string, more = {}, by = designer) =>
  kit.get(PlanMigration).execute({ processId, version: 2, ...more }, by);
const decide = (id: string, by = leader, more = {}) =>
  kit.get(DecideMigration).execute(id, { decision: 'APPROVED', revision: 1, ...more }, by);
const steer = (id: string, how: 'PAUSE' | 'RESUME' | 'RETRY' | 'WITHDRAW', by = designer) =>
  kit.get(SteerMigration).execute(id, how, by);
const stateOf = async (id: string) => (await kit.get(MigrationQueries).find(kit.database.sql, id))?.state;
async function rows(id: string) {
  const found = await kit.get(MigrationQueries).instances(kit.database.sql, id, {}, { size: 100, after: null });
  return found.map(({ way, state, places, failure, batch }) => ({ way, state, places, failure, batch }));
}
/** One look at everything that is due, as the worker looks. */
async function work(): Promise<void> {
  await kit.get(SettleMoves).execute();
  const seen: string[] = [];
  for (let id = await kit.get(SendBatch).execute(seen); id; id = await kit.get(SendBatch).execute(seen)) seen.push(id);
}
/** What the relay writes down when a move is over. */
const relayed = (outcome: string, failure: string | null = null) => kit.sql`
  update instance_moves set outcome = ${outcome}, failure = ${failure}, ended_at = now() where outcome is null`;
const events = async (processId: string) =>
  (
    await kit.sql<
      { type: string }[]
    >`select type from events where stream = ${`model:PROCESS:${processId}`} order by seq`
  ).map(({ type }) => type.replace('model.migration', ''));

afterAll(() => kit.close());

describe('a plan', () => {
  it('shows for every instance where it stands, where it will and which way, and moves nothing', async () => {
    const timer = '<bpmn:boundaryEvent id="t" attachedToRef="b"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>';
    const { processId } = await running(task('a', '甲') + task('b') + task('c'), task('a2', '甲') + task('b') + timer, [
      'a',
      'b',
      'c',
    ]);
    const migration = await plan(processId);
    expect(migration).toMatchObject({
      state: 'PLANNED',
      number: expect.stringMatching(/^V-2026-\d{4,}$/),
      plannedBy: '宋图',
    });
    expect(await rows(migration.id)).toEqual([
      { way: 'IN_PLACE', state: 'WAITING', places: [{ from: 'a', to: 'a2' }], failure: null, batch: null },
      { way: 'RESEAT', state: 'WAITING', places: [{ from: 'b', to: 'b' }], failure: null, batch: null },
      { way: 'IMPOSSIBLE', state: 'IMPOSSIBLE', places: [{ from: 'c', to: null }], failure: null, batch: null },
    ]);
    await work();
    expect(await kit.sql`select from instance_moves`).toHaveLength(0);
  });

  it('is corrected by hand and made anew; the leader decides on the plan they saw', async () => {
    const { processId } = await running(task('c'), task('z'), ['c']);
    const { id } = await plan(processId);
    await kit.get(CorrectMigration).execute(id, [{ from: 'c', to: 'z' }], designer);
    expect(await rows(id)).toMatchObject([{ way: 'IN_PLACE', places: [{ from: 'c', to: 'z' }] }]);
    const shown = await kit.get(MigrationQueries).find(kit.database.sql, id);
    expect(await kit.get(ShowMigration).mapping(shown!)).toMatchObject([
      { element: 'c', to: 'z', corrected: true, instances: 1 },
    ]);
    await expect(decide(id)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await decide(id, leader, { revision: 2 })).toMatchObject({ state: 'APPROVED', decidedBy: '郑川' });
    await expect(kit.get(CorrectMigration).execute(id, [], designer)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await events(processId)).toEqual(['Planned', 'Replanned', 'Approved']);
    expect(await verifyChain(kit.sql, `model:PROCESS:${processId}`)).toBeTruthy();
  });

  it('takes a designer to make and another person to decide; the database refuses the same', async () => {
    const { processId } = await running(task('a'), task('a'), ['a']);
    await expect(plan(processId, {}, leader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await plan(processId, {}, both);
    await expect(decide(id, designer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(decide(id, both)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      kit.sql`update process_migrations set state = 'APPROVED', decided_by = planned_by, decided_at = now() where id = ${id}`,
    ).rejects.toThrow('migrations_take_two_persons');
    await expect(kit.sql`update process_migrations set planned_by = ${leader.id} where id = ${id}`).rejects.toThrow(
      'stays what it was planned as',
    );
  });

  it('is one at a time for a process, and needs something to move', async () => {
    const { processId } = await running(task('a'), task('a'), ['a']);
    const { id } = await plan(processId);
    await expect(plan(processId)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(steer(id, 'WITHDRAW', both)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await steer(id, 'WITHDRAW');
    expect(await stateOf((await plan(processId)).id)).toBe('PLANNED');
    await expect(plan(processId, { version: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { processId: empty } = await running(task('a'), task('a'), []);
    await expect(plan(empty)).rejects.toMatchObject({ code: 'INVALID' });
  });
});

it('places anew what an incident holds at the door of a step', async () => {
  const { processId, instances } = await running(task('a') + task('b'), task('a') + task('b'), ['a', 'a']);
  const [first = '', second = ''] = instances;
  await kit.sql`delete from route_steps where instance_key = ${first}`;
  for (const [instance, element, job] of [
    [first, 'b', null],
    [second, 'a', nextKey()],
  ] as const)
    await kit.sql`
      insert into incidents (engine_id, incident_key, instance_key, process_id, element_id, element_instance_key, job_key, error_type, message, created_at)
      values (${kit.engineId}, ${nextKey()}, ${instance}, ${processId}, ${element}, ${nextKey()}, ${job}, 'IO_MAPPING_ERROR', 'no', now())`;
  const { id } = await plan(processId);
  expect(await rows(id)).toMatchObject([
    { way: 'RESEAT', places: [{ from: 'b', to: 'b' }] },
    { way: 'IN_PLACE', places: [{ from: 'a', to: 'a' }] },
  ]);
});

describe('an approved migration', () => {
  it('goes batch after batch, pauses between two, and tells what became of each', async () => {
    const { processId } = await running(task('a'), task('a'), ['a', 'a', 'a']);
    const { id } = await plan(processId, { batchSize: 2 });
    await decide(id);
    await work();
    expect((await rows(id)).map(({ state }) => state)).toEqual(['SENT', 'SENT', 'WAITING']);
    await work();
    expect((await rows(id)).map(({ state }) => state)).toEqual(['SENT', 'SENT', 'WAITING']);
    await steer(id, 'PAUSE');
    await relayed('MOVED');
    await work();
    expect((await rows(id)).map(({ state }) => state)).toEqual(['MOVED', 'MOVED', 'WAITING']);
    expect(await stateOf(id)).toBe('PAUSED');
    await steer(id, 'RESUME', leader);
    await work();
    await relayed('ENDED');
    await work();
    expect(await rows(id)).toMatchObject([
      { state: 'MOVED', batch: 1 },
      { state: 'MOVED', batch: 1 },
      { state: 'ENDED', batch: 2 },
    ]);
    expect(await stateOf(id)).toBe('DONE');
    expect(await events(processId)).toEqual(['Planned', 'Approved', 'Paused', 'Resumed', 'Done']);
  });

  it('sends nobody another way than was shown: that one is shown anew, and tried again by a person', async () => {
    const timer = '<bpmn:boundaryEvent id="t" attachedToRef="b"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>';
    const { processId, instances } = await running(task('a') + task('b'), task('a') + task('b') + timer, ['a']);
    const { id } = await plan(processId);
    await decide(id);
    await kit.sql`update route_steps set element_id = 'b' where instance_key = ${instances[0] ?? ''}`;
    await work();
    expect(await rows(id)).toMatchObject([
      { way: 'RESEAT', state: 'FAILED', failure: 'wayChanged', places: [{ from: 'b', to: 'b' }] },
    ]);
    await work();
    expect(await stateOf(id)).toBe('DONE');
    await steer(id, 'RETRY');
    await work();
    expect(await rows(id)).toMatchObject([{ way: 'RESEAT', state: 'SENT' }]);
    const [sent] = await kit.sql`select kind, lane from outbox where command ->> 'instanceKey' = ${instances[0] ?? ''}`;
    expect(sent).toMatchObject({ kind: 'RESEAT_INSTANCE', lane: `instance:${instances[0]}` });
    await relayed('REFUSED', 'the engine says no');
    await work();
    expect(await rows(id)).toMatchObject([{ state: 'FAILED', failure: 'engineRefused' }]);
  });

  it('has nothing to do where an instance ended or came to the version by another way', async () => {
    const { processId, target, instances } = await running(task('a'), task('a'), ['a', 'a']);
    const { id } = await plan(processId);
    await decide(id);
    await kit.sql`update process_instances set state = 'COMPLETED' where instance_key = ${instances[0] ?? ''}`;
    await kit.sql`update process_instances set definition_key = ${target}, process_version = 2 where instance_key = ${instances[1] ?? ''}`;
    await work();
    expect((await rows(id)).map(({ state }) => state)).toEqual(['ENDED', 'MOVED']);
  });
});

it('cancels a second start of one re-seat and raises the alarm', async () => {
  const { processId, target, instances } = await running(task('a'), task('a'), ['a']);
  const [source] =
    await kit.sql`select definition_key::text as key from process_instances where instance_key = ${instances[0] ?? ''}`;
  const [moveId, first, second] = [uuid(), nextKey(), nextKey()];
  await kit.sql`
    insert into instance_moves (id, engine_id, instance_key, process_id, way, source_key, target_key, mapping, asked_at, cancel_sent_at, create_sent_at, new_instance_key)
    values (${moveId}, ${kit.engineId}, ${instances[0] ?? ''}, ${processId}, 'RESEAT', ${source?.key}, ${target}, '[]', now(), now(), now(), ${first})`;
  for (const key of [first, second])
    await kit.sql`insert into reseat_starts (engine_id, instance_key, move_id) values (${kit.engineId}, ${key}, ${moveId})`;
  await work();
  await work();
  const canceled = await kit.sql`select command ->> 'instanceKey' as key from outbox where kind = 'CANCEL_INSTANCE'`;
  expect(canceled.map(({ key }) => key)).toEqual([second]);
  expect(await kit.sql`select kind, subject, times from ops_alarms`).toMatchObject([
    { kind: 'SECOND_ROUTE', subject: second, times: 1 },
  ]);
});
