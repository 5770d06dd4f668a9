import { v7 as uuid } from 'uuid';
import { openRecordKit } from '../../../tests/support/record-kit.js';
import { activated, CASE, completed, element, INSTANCE, line, started } from '../../../tests/support/record-lines.js';

const kit = await openRecordKit();
const { Database } = await import('../database/database.js');
const { EngineUnavailable } = await import('../process-engine/engine-errors.js');
const { FakeEngine } = await import('../process-engine/fake.engine.js');
const { ReseatInstance } = await import('./reseat-instance.js');

const OLD = '2251799813685249';
const NEW = '2251799813685349';
const TASK = '2251799813685260';
const SECOND = '2251799813685261';

const database = new Database();
let engine: InstanceType<typeof FakeEngine>;
let reseat: InstanceType<typeof ReseatInstance>;
let moveId: string;

const version = (steps: string) => `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:process id="case-main">${steps}</bpmn:process></bpmn:definitions>`;
const task = (id: string) =>
  `<bpmn:userTask id="${id}" /><bpmn:boundaryEvent id="b_${id}" attachedToRef="${id}"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>`;

const terminated = (position: number, key: string, id: string, type: string) =>
  line(position, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATED', key, element(id, type));
/** What the engine exports of a cancelled instance that stood at this element. */
const canceled = (position: number, key = TASK, id = 'handle') => [
  terminated(position + 1, key, id, 'USER_TASK'),
  terminated(position + 2, INSTANCE, 'case-main', 'PROCESS'),
];
const variable = (position: number, name: string, value: string, scopeKey = INSTANCE) =>
  line(position, 'VARIABLE', 'CREATED', String(9_000 + position), {
    name,
    value,
    scopeKey: `#${scopeKey}`,
    processInstanceKey: `#${INSTANCE}`,
    bpmnProcessId: 'case-main',
  });
const creation = (position: number, instanceKey: string, reseatId: string) =>
  line(position, 'PROCESS_INSTANCE_CREATION', 'CREATED', String(8_000 + position), {
    bpmnProcessId: 'case-main',
    version: 2,
    processDefinitionKey: `#${NEW}`,
    processInstanceKey: `#${instanceKey}`,
    variables: { caseId: CASE, reseatId },
  });

let attempts: number;
const step = () => {
  attempts += 1;
  return reseat.execute({
    id: '1',
    lane: CASE,
    kind: 'RESEAT_INSTANCE',
    command: { moveId, instanceKey: INSTANCE },
    attempts,
    sentForMs: 0,
  });
};
const move = async () => {
  const [row] = await kit.sql`
    select outcome, failure, new_instance_key::text as "newKey", seats from instance_moves where id = ${moveId}`;
  return row;
};
const starts = () => engine.sent.filter(({ command }) => command === 'startAt');

beforeEach(async () => {
  await kit.sql`delete from reseat_starts`;
  await kit.sql`delete from instance_moves`;
  await kit.reset();
  await kit.sql`update cases set closed_at = null, status = 'RECEIVED'`;
  for (const [key, number, steps] of [
    [OLD, 1, task('handle') + task('review')],
    [NEW, 2, task('handle') + task('check') + task('review')],
  ] as const)
    await kit.sql`
      insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
      values (${kit.engineId}, ${key}, 'PROCESS', 'case-main', ${number}, 'p.bpmn', ${version(steps)}, now())`;
  await kit.send(
    started(1, 'LC2611210000017'),
    activated(2, INSTANCE, 'case-main', 'PROCESS'),
    variable(3, 'caseId', `"${CASE}"`),
    variable(4, 'urgency', '2'),
    variable(5, 'ofAStep', '"x"', TASK),
    activated(6, TASK, 'handle', 'USER_TASK'),
  );
  engine = new FakeEngine();
  reseat = new ReseatInstance(engine, database);
  moveId = uuid();
  attempts = 0;
  const mapping = ['handle', 'review'].map((id) => ({ from: id, to: id }));
  await kit.sql`
    insert into instance_moves (id, engine_id, instance_key, process_id, case_id, way, source_key, target_key, mapping, asked_at)
    values (${moveId}, ${kit.engineId}, ${INSTANCE}, 'case-main', ${CASE}, 'RESEAT', ${OLD}, ${NEW}, ${kit.sql.json(mapping)}, now())`;
});

afterAll(async () => {
  await database.onApplicationShutdown();
  await kit.close();
});

it('cancels, and starts once the records have told where it stood, there, with the variables it had', async () => {
  expect(await step()).toBe('UNKNOWN');
  expect(engine.sent.map(({ command }) => command)).toEqual(['cancelInstance']);
  expect(await step()).toBe('UNKNOWN');
  expect(starts()).toHaveLength(0);
  await kit.send(...canceled(10));
  expect(await step()).toBe('UNKNOWN');
  expect(starts()).toEqual([
    {
      command: 'startAt',
      subject: NEW,
      arguments: {
        elementIds: ['handle'],
        variables: { caseId: CASE, urgency: 2, reseatId: moveId },
        instanceKey: expect.any(String),
      },
    },
  ]);
  expect(await step()).toBe('DONE');
  const { newKey } = (await move()) ?? {};
  expect(await move()).toMatchObject({ outcome: 'MOVED', seats: [{ from: 'handle', to: 'handle' }] });
  const [kase] = await kit.sql`select instance_key::text as key from cases`;
  expect(kase?.key).toBe(newKey);
});

it('starts where the cancellation found it: what was completed until then has happened', async () => {
  await step();
  await kit.send(
    completed(8, TASK, 'handle', 'USER_TASK'),
    activated(9, SECOND, 'review', 'USER_TASK'),
    ...canceled(10, SECOND, 'review'),
  );
  await step();
  expect(starts().map(({ arguments: given }) => given)).toMatchObject([{ elementIds: ['review'] }]);
});

describe('a start that nobody answered', () => {
  beforeEach(async () => {
    await step();
    await kit.send(...canceled(10));
    engine.state = 'LOST_ANSWER';
    await expect(step()).rejects.toThrow(EngineUnavailable);
    engine.state = 'UP';
  });

  it('is known by its record, and never repeated', async () => {
    expect(await step()).toBe('UNKNOWN');
    await kit.send(creation(20, '2251799813685500', moveId));
    expect(await step()).toBe('DONE');
    expect(starts()).toHaveLength(1);
    expect(await move()).toMatchObject({ outcome: 'MOVED', newKey: '2251799813685500' });
    const [kase] = await kit.sql`select instance_key::text as key from cases`;
    expect(kase?.key).toBe('2251799813685500');
  });

  it('is repeated only after an engine that answers and its exporter had their time to tell of it', async () => {
    const [now, realNow] = [Date.now(), Date.now];
    let passed = 0;
    Date.now = () => now + passed;
    try {
      expect(await step()).toBe('UNKNOWN');
      passed = 14_000;
      expect(await step()).toBe('UNKNOWN');
      expect(starts()).toHaveLength(1);
      passed = 16_000;
      expect(await step()).toBe('UNKNOWN');
      expect(starts()).toHaveLength(2);
    } finally {
      Date.now = realNow;
    }
  });
});

it('remembers a second start of the same, which is to be cancelled, and keeps the first', async () => {
  await step();
  await kit.send(...canceled(10));
  await step();
  const first = (await move())?.newKey;
  await kit.send(creation(20, first, moveId), creation(21, '2251799813685999', moveId));
  const rows = await kit.sql`
    select s.instance_key::text as key, s.instance_key = m.new_instance_key as first
    from reseat_starts s join instance_moves m on m.id = s.move_id order by 2 desc`;
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { key: first, first: true },
    { key: '2251799813685999', first: false },
  ]);
});

it('lets an instance be that came to its end by itself, or that somebody else cancelled', async () => {
  await kit.send(completed(8, TASK, 'handle', 'USER_TASK'), completed(9, INSTANCE, 'case-main', 'PROCESS'));
  expect(await step()).toBe('DONE');
  expect(await move()).toMatchObject({ outcome: 'ENDED' });
  expect(engine.sent).toEqual([]);
});

it('starts nothing where another had cancelled it before', async () => {
  await kit.send(...canceled(10));
  expect(await step()).toBe('DONE');
  expect(await move()).toMatchObject({ outcome: 'ENDED' });
  expect(engine.sent).toEqual([]);
});

it('tells an instance that was gone already from one that it cancelled itself', async () => {
  engine.gone.add(INSTANCE);
  expect(await step()).toBe('UNKNOWN');
  await kit.send(...canceled(10));
  expect(await step()).toBe('DONE');
  expect(await move()).toMatchObject({ outcome: 'ENDED' });
  expect(starts()).toEqual([]);
});

it('starts nothing for a case that ended meanwhile', async () => {
  await step();
  await kit.sql`update cases set closed_at = now(), status = 'WITHDRAWN'`;
  await kit.send(...canceled(10));
  expect(await step()).toBe('DONE');
  expect(await move()).toMatchObject({ outcome: 'ENDED' });
  expect(starts()).toEqual([]);
});

it('goes on in its own version where the other one will not have it', async () => {
  engine.refused.add(NEW);
  await step();
  await kit.send(...canceled(10));
  await step();
  expect(starts()).toMatchObject([{ subject: OLD, arguments: { elementIds: ['handle'] } }]);
  expect(await step()).toBe('DONE');
  expect(await move()).toMatchObject({ outcome: 'PUT_BACK', failure: expect.stringContaining('refused') });
});

it('cancels nothing that has no place in the other version now', async () => {
  await kit.sql`update instance_moves set mapping = '[]' where id = ${moveId}`;
  expect(await step()).toBe('REFUSED');
  expect(await move()).toMatchObject({ outcome: 'REFUSED', failure: 'not-mapped handle' });
  expect(engine.sent).toEqual([]);
});
