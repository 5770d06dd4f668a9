import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { ClaimTask } = await import('./claim-task.js');
const { CompleteTask } = await import('./complete-task.js');

const checker = await kit.person('QC', { unit: 'ZWZX', name: '质检甲' });
const colleague = await kit.person('QC', { unit: 'ZWZX', name: '质检乙' });
const accept = {
  disposition: 'ACCEPT',
  caseType: 'COMPLAINT',
  category: '05-01-01',
  urgency: 2,
  secrecy: 'NORMAL',
  summary: '自来水发黄三天',
};
const complete = async (id: string, viewer = checker, result: unknown = accept) =>
  kit.get(CompleteTask).execute(id, result, viewer);
/** A designer took all headers but one away; another prefix for the engine's namespace changes nothing. */
const PLAIN_STEP = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="case-main" isExecutable="true">
    <bpmn:subProcess id="receipt">
      <bpmn:userTask id="qualityCheck" name="看一看"><bpmn:extensionElements><z:assignmentDefinition candidateGroups="=[&quot;role:QC&quot;]" /><z:taskHeaders><z:header key="phase" value="HANDLE" /></z:taskHeaders></bpmn:extensionElements></bpmn:userTask>
    </bpmn:subProcess>
  </bpmn:process>
</bpmn:definitions>`;
const candidatesOf = (id: string) => kit.sql`select group_name from task_candidates where task_id = ${id}`;

afterAll(() => kit.close());

describe('a task opens', () => {
  it('once, whichever of stream and records comes first or both at once', async () => {
    const { id: caseId } = await kit.received();
    const job = await kit.userTaskJob('qualityCheck', caseId);
    await Promise.all([kit.opened(job), kit.opened({ ...job, assignmentId: null }), kit.opened(job)]);
    await kit.opened(job);
    expect(await kit.sql`select name from tasks where case_id = ${caseId}`).toEqual([{ name: '质检工单' }]);
    expect((await kit.eventTypes(caseId)).filter((type) => type === 'task.opened')).toHaveLength(1);
  });

  it('with what the model says: status, phase, form, groups and clock', async () => {
    kit.clock.set('2026-09-24T10:00:00+08:00');
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    const [task] = await kit.sql`select kind, form_id, form_version, clock_kind, due_at from tasks where id = ${id}`;
    expect(task).toEqual({
      kind: 'qualityCheck',
      form_id: 'form-quality-check',
      form_version: 1,
      clock_kind: 'ACCEPT',
      // 2 working hours from 10:00.
      due_at: new Date('2026-09-24T12:00:00+08:00'),
    });
    expect(await candidatesOf(id)).toEqual([{ group_name: 'role:QC' }]);
    expect(await kit.case(caseId)).toMatchObject({ status: 'QUALITY_CHECK', phase: 'RECEIVE' });
  });

  it('with what the version that runs says of it, where its job still says what an older one said', async () => {
    const { id: caseId } = await kit.received();
    const job = await kit.userTaskJob('qualityCheck', caseId);
    const older = { ...job.headers, task: 'dispatch', status: 'DISPATCHING', phase: 'DISPATCH', clock: 'DISPATCH' };
    await kit.opened({ ...job, headers: older });
    const [task] = await kit.sql`select kind, phase, clock_kind, form_id from tasks where case_id = ${caseId}`;
    expect(task).toEqual({
      kind: 'qualityCheck',
      phase: 'RECEIVE',
      clock_kind: 'ACCEPT',
      form_id: 'form-quality-check',
    });
    expect(await kit.case(caseId)).toMatchObject({ status: 'QUALITY_CHECK', phase: 'RECEIVE' });
  });

  it('with what its job says while the model of its version is not stored yet', async () => {
    const { id: caseId } = await kit.received();
    const job = await kit.userTaskJob('qualityCheck', caseId, { definitionKey: kit.models.newKey() });
    await kit.opened(job);
    const [task] = await kit.sql`select kind, name, phase, clock_kind from tasks where case_id = ${caseId}`;
    expect(task).toEqual({ kind: 'qualityCheck', name: 'qualityCheck', phase: 'RECEIVE', clock_kind: 'ACCEPT' });
  });

  it('as a generic form task where the version that runs gives it no meaning', async () => {
    const { id: caseId } = await kit.received();
    const definitionKey = kit.models.newKey();
    await kit.sql`
      insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, content, deployed_at)
      values (${kit.engineId}, ${definitionKey}, 'PROCESS', 'case-main', 2, 'case-main.bpmn', ${PLAIN_STEP}, now())`;
    await kit.opened(await kit.userTaskJob('qualityCheck', caseId, { definitionKey }));
    const [task] = await kit.sql`select kind, name, phase, clock_kind from tasks where case_id = ${caseId}`;
    expect(task).toEqual({ kind: 'form', name: '看一看', phase: 'HANDLE', clock_kind: null });
    expect(await kit.case(caseId)).toMatchObject({ status: 'RECEIVED', phase: 'HANDLE' });
  });

  it('for the unit that leads, whatever unit it is', async () => {
    const { id: caseId } = await kit.assigned('RQGS');
    const id = await kit.open('acknowledge', caseId);
    expect(await candidatesOf(id)).toEqual([{ group_name: 'unit:RQGS:HA' }]);
    expect(await kit.case(caseId)).toMatchObject({ status: 'DISPATCHED' });
  });

  it('not at all when it was cancelled before we heard of it', async () => {
    const { id: caseId } = await kit.received();
    const job = await kit.userTaskJob('qualityCheck', caseId);
    await kit.sql`insert into job_ends (engine_id, job_key, ending, at) values (${kit.engineId}, ${job.key}, 'CANCELED', now())`;
    await kit.engineCanceled(job.key);
    await kit.opened(job);
    expect(await kit.taskOfJob(job.key)).toBeNull();
    expect(await kit.eventTypes(caseId)).toEqual(['case.received']);
  });

  it('beside a case without moving its status, when it belongs to an exceptional act', async () => {
    const { id: caseId } = await kit.received();
    await kit.open('qualityCheck', caseId);
    await kit.open('checkWithdrawal', caseId);
    expect(await kit.case(caseId)).toMatchObject({ status: 'QUALITY_CHECK', phase: 'RECEIVE' });
  });
});

describe('a completion', () => {
  it('answers at commit and tells the engine through the outbox, keyed by the job', async () => {
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    await complete(id);
    const task = await kit.task(id);
    expect(task).toMatchObject({ state: 'COMPLETING', holderId: checker.id, result: accept });
    expect(await candidatesOf(id)).toEqual([]);
    const row = (await kit.outbox(caseId)).at(-1);
    expect(row).toMatchObject({ kind: 'COMPLETE_JOB', lane: caseId, command: { jobKey: task.jobKey } });
    await kit.engineCompleted(task.jobKey);
    expect((await kit.task(id)).state).toBe('COMPLETED');
    await verifyChain(kit.sql, `case:${caseId}`);
  });

  it('meets the clock of its step', async () => {
    const { id: caseId } = await kit.received();
    await complete(await kit.open('qualityCheck', caseId));
    expect(await kit.sql`select kind, state from clocks where case_id = ${caseId}`).toEqual([
      { kind: 'ACCEPT', state: 'MET' },
    ]);
  });

  it('is taken once, also when two people send it together', async () => {
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    const answers = await Promise.allSettled([
      complete(id),
      complete(id, colleague),
      complete(id),
      complete(id, colleague),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await kit.outbox(caseId)).filter(({ kind }) => kind === 'COMPLETE_JOB')).toHaveLength(1);
    expect((await kit.eventTypes(caseId)).filter((type) => type === 'task.completed')).toHaveLength(1);
  });

  it('is refused the second time with the name of who did it, to the same and to another person', async () => {
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    await complete(id);
    const done = { name: 'TaskAlreadyDone', code: 'CONFLICT', details: { byName: '质检甲' } };
    await expect(complete(id)).rejects.toMatchObject(done);
    await expect(complete(id, colleague)).rejects.toMatchObject(done);
    await expect(kit.get(ClaimTask).execute(id, colleague)).rejects.toMatchObject(done);
    await kit.engineCompleted((await kit.task(id)).jobKey);
    await expect(complete(id, colleague)).rejects.toMatchObject(done);
  });

  it('is refused while another person holds the task, and nothing of it is kept', async () => {
    const id = await kit.open('qualityCheck', (await kit.received()).id);
    await kit.get(ClaimTask).execute(id, colleague);
    await expect(complete(id)).rejects.toMatchObject({ name: 'TaskAlreadyClaimed', details: { holderName: '质检乙' } });
    expect(await kit.task(id)).toMatchObject({ state: 'CLAIMED', result: null });
  });

  it('leaves nothing behind when a rule refuses it', async () => {
    const { id: caseId, number } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    const before = await kit.case(caseId);
    const ofItself = { ...accept, disposition: 'DUPLICATE_NO_NEW_FACT', duplicateOf: number };
    await expect(complete(id, checker, ofItself)).rejects.toMatchObject({
      name: 'UnknownReference',
    });
    expect(await kit.task(id)).toMatchObject({ state: 'OPEN', holderId: null, result: null });
    expect(await kit.case(caseId)).toEqual(before);
  });

  it.each([null, 'text', 7, [1]])('takes an object of field values only, not %j', async (result) => {
    const id = await kit.open('qualityCheck', (await kit.received()).id);
    await expect(complete(id, checker, result)).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});

describe('a task that was cancelled', () => {
  it('refuses its completion and keeps what the holder wrote as the draft', async () => {
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    await kit.get(ClaimTask).execute(id, checker);
    await kit.engineCanceled((await kit.task(id)).jobKey);
    await expect(complete(id)).rejects.toMatchObject({ name: 'TaskCanceled', code: 'CONFLICT' });
    expect(await kit.task(id)).toMatchObject({ state: 'CANCELED', draft: accept, result: null });
    expect(await kit.notices(checker.id)).toContainEqual({ kind: 'task.canceled' });
    expect((await kit.eventTypes(caseId)).slice(-2)).toEqual(['task.canceled', 'task.refused']);
    expect(await candidatesOf(id)).toEqual([]);
  });

  it('refuses clearly also who had not claimed it yet, and keeps their words', async () => {
    const id = await kit.open('qualityCheck', (await kit.received()).id);
    await kit.engineCanceled((await kit.task(id)).jobKey);
    await expect(complete(id)).rejects.toMatchObject({ name: 'TaskCanceled' });
    expect(await kit.task(id)).toMatchObject({ state: 'CANCELED', draft: accept });
  });

  it('is REFUSED when it had been submitted: result, event and notice stand', async () => {
    const person = await kit.person('QC', { unit: 'ZWZX' });
    const { id: caseId } = await kit.received();
    const id = await kit.open('qualityCheck', caseId);
    await complete(id, person);
    const { jobKey } = await kit.task(id);
    await kit.engineCanceled(jobKey);
    expect(await kit.task(id)).toMatchObject({ state: 'REFUSED', result: accept });
    expect((await kit.eventTypes(caseId)).slice(-2)).toEqual(['task.completed', 'task.refused']);
    expect(await kit.notices(person.id)).toEqual([{ kind: 'task.refused' }]);
    // The records tell it again after every restart of the engine.
    await kit.engineCanceled(jobKey);
    await kit.engineCompleted(jobKey);
    expect(await kit.task(id)).toMatchObject({ state: 'REFUSED' });
    expect(await kit.notices(person.id)).toHaveLength(1);
  });

  it('stays COMPLETED when a cancellation comes after its end', async () => {
    const id = await kit.open('qualityCheck', (await kit.received()).id);
    await complete(id);
    const { jobKey } = await kit.task(id);
    await kit.engineCompleted(jobKey);
    await kit.engineCanceled(jobKey);
    expect((await kit.task(id)).state).toBe('COMPLETED');
  });
});
