import { v7 as uuid } from 'uuid';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { UserTaskJob } from '../../process-engine/user-task-listener.js';

const kit = await openUseCases();
const { ClaimTask } = await import('./claim-task.js');
const { SaveDraft } = await import('./save-draft.js');
const { CompleteTask } = await import('./complete-task.js');
const { UserTaskListener } = await import('../../process-engine/user-task-listener.js');

const checker = await kit.person('QC', { unit: 'ZWZX', team: 'ZHIJIAN' });
const TARGET = kit.models.newKey();
const RESULT = {
  disposition: 'ACCEPT',
  caseType: 'COMPLAINT',
  category: '05-01-01',
  urgency: 2,
  secrecy: 'NORMAL',
  summary: '自来水发黄三天',
};

beforeAll(async () => {
  const [route] = await kit.sql<{ content: string }[]>`
    select content from deployed_resources where resource_id = 'case-main' and kind = 'PROCESS'`;
  const changed = route?.content
    .replaceAll('"qualityCheck"', '"recheck"')
    .replace('name="质检工单"', 'name="复检"')
    .replace('value="recheck"', 'value="qualityCheck"');
  await kit.sql`
    insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
    values (${kit.engineId}, ${TARGET}, 'PROCESS', 'case-main', 2, 'r.bpmn', ${changed ?? ''}, now())`;
});

afterAll(() => kit.close());

/** A person holds 质检 with something written, and the case's instance is being re-seated. */
async function underWay() {
  const { id: caseId } = await kit.received();
  const job = await kit.userTaskJob('qualityCheck', caseId);
  await kit.opened(job);
  const taskId = (await kit.taskOfJob(job.key))?.id ?? '';
  await kit.get(ClaimTask).execute(taskId, checker);
  await kit.get(SaveDraft).execute(taskId, { note: '看过了' }, checker);
  const moveId = uuid();
  await kit.sql`
    insert into instance_moves (id, engine_id, instance_key, process_id, case_id, way, source_key, target_key, mapping, asked_at, cancel_sent_at, create_sent_at, seats)
    values (${moveId}, ${kit.engineId}, ${job.instanceKey}, 'case-main', ${caseId}, 'RESEAT', ${job.definitionKey}, ${TARGET}, '[]', now(), now(), now(),
      ${kit.sql.json([{ from: 'qualityCheck', to: 'recheck' }])})`;
  const next: UserTaskJob = {
    ...job,
    key: kit.models.newKey(),
    instanceKey: kit.models.newKey(),
    elementInstanceKey: kit.models.newKey(),
    elementId: 'recheck',
    processVersion: 2,
    definitionKey: TARGET,
    headers: { ...job.headers, 'io.camunda.zeebe:candidateGroups': '["role:QC","role:DI"]' },
    reseatId: moveId,
  };
  return { caseId, job, taskId, moveId, next };
}

const tasksOf = (caseId: string) => kit.sql<{ id: string; state: string; element: string }[]>`
  select id, state, element_id as element from tasks where case_id = ${caseId} order by created_at, id`;

describe('a task whose instance is re-seated', () => {
  it('does not mind that its job is cancelled, and becomes the new job’s, with holder, draft and clock', async () => {
    const { caseId, job, taskId, next } = await underWay();
    const [before] = await kit.sql`select due_at, clock_id from tasks where id = ${taskId}`;
    await kit.engineCanceled(job.key);
    expect(await tasksOf(caseId)).toMatchObject([{ id: taskId, state: 'CLAIMED', element: 'qualityCheck' }]);
    await kit.opened(next);
    await kit.opened(next);
    expect(await tasksOf(caseId)).toMatchObject([{ id: taskId, state: 'CLAIMED', element: 'recheck' }]);
    expect(await kit.task(taskId)).toMatchObject({
      jobKey: next.key,
      holderId: checker.id,
      draft: { note: '看过了' },
      name: '复检',
      process_version: 2,
      ...before,
    });
    const groups = await kit.sql`select group_name as name from task_candidates where task_id = ${taskId} order by 1`;
    expect(groups.map(({ name }) => name)).toEqual(['role:DI', 'role:QC']);
    expect((await kit.eventTypes(caseId)).filter((type) => type.startsWith('task.'))).toEqual([
      'task.opened',
      'task.claimed',
      'task.moved',
    ]);
    const [clocks] = await kit.sql<
      { n: number }[]
    >`select count(*)::integer as n from clocks where case_id = ${caseId} and kind = 'ACCEPT'`;
    expect(clocks?.n).toBe(1);
  });

  it('hands a result that waits for the engine to the new job', async () => {
    const { caseId, job, taskId, next } = await underWay();
    await kit.get(CompleteTask).execute(taskId, RESULT, checker);
    await kit.engineCanceled(job.key);
    expect(await kit.task(taskId)).toMatchObject({ state: 'COMPLETING' });
    await kit.opened(next);
    const completions = (await kit.outbox(caseId)).filter(({ kind }) => kind === 'COMPLETE_JOB');
    expect(completions.map(({ command }) => command.jobKey)).toEqual([next.key]);
    await kit.engineCompleted(next.key);
    expect(await kit.task(taskId)).toMatchObject({ state: 'COMPLETED' });
  });

  it('is adopted by nobody else: another element, or an instance that is not the move’s', async () => {
    const { caseId, taskId, moveId, next } = await underWay();
    await kit.opened({ ...next, key: kit.models.newKey(), elementId: 'dispatch' });
    expect((await kit.task(taskId)).state).toBe('CLAIMED');
    expect(await tasksOf(caseId)).toHaveLength(2);
    const [move] = await kit.sql`select new_instance_key::text as key from instance_moves where id = ${moveId}`;
    expect(move?.key).toBe(next.instanceKey);
    await kit.opened({ ...next, key: kit.models.newKey(), instanceKey: kit.models.newKey() });
    expect(await tasksOf(caseId)).toHaveLength(3);
    expect(await kit.task(taskId)).toMatchObject({ state: 'CLAIMED', element_id: 'qualityCheck' });
  });

  it('is over when its case ends meanwhile', async () => {
    const { caseId, next } = await underWay();
    const { CaseRepository, EndOfCase } = await import('../cases/cases.public.js');
    await kit.database.inTransaction(async (sql) =>
      kit
        .get(EndOfCase)
        .close(sql, await kit.get(CaseRepository).get(sql, caseId), 'WITHDRAWN', { askingInstance: '0' }),
    );
    await kit.opened(next);
    const canceled = (await kit.outbox(caseId)).filter(({ kind }) => kind === 'CANCEL_INSTANCE');
    expect(canceled.map(({ command }) => command.instanceKey)).toContain(next.instanceKey);
  });
});

it('goes along in place with its job, under the name that the new version gives the step', async () => {
  const { id: caseId } = await kit.received();
  const job = await kit.userTaskJob('qualityCheck', caseId);
  await kit.opened(job);
  const moved = { ...job, elementId: 'recheck', processVersion: 2, definitionKey: TARGET };
  const tell = () => kit.database.inTransaction((sql) => kit.get(UserTaskListener).migrated(sql, moved));
  await tell();
  await tell();
  const { id = '' } = (await kit.taskOfJob(job.key)) ?? {};
  expect(await kit.task(id)).toMatchObject({
    name: '复检',
    element_id: 'recheck',
    process_version: 2,
    kind: 'qualityCheck',
  });
  expect((await kit.eventTypes(caseId)).filter((type) => type === 'task.moved')).toHaveLength(1);
});
