import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { ClaimTask } = await import('./claim-task.js');
const { CompleteTask } = await import('./complete-task.js');
const { EndCaseJob } = await import('./end-case.job.js');
const { TaskQueries } = await import('./task.queries.js');
const { InstructCase } = await import('../cases/instruct-case.js');
const { VoidCase } = await import('../cases/void-case.js');
const { WithdrawCase } = await import('../cases/withdraw-case.js');
const { TimeMachineQueries } = await import('../time-machine/time-machine.queries.js');

const handler = await kit.person('HA', { unit: 'SWJ' });
const leader = await kit.person('UL', { unit: 'SWJ' });
const checker = await kit.person('QC', { unit: 'ZWZX' });
const supervisor = await kit.person('SU');

afterAll(() => kit.close());

const end = (caseId: string, key?: string) => kit.job(EndCaseJob, 'endWithdrawn', caseId, {}, key);
const canceledInstances = async (caseId: string) =>
  (await kit.outbox(caseId)).filter(({ kind }) => kind === 'CANCEL_INSTANCE').map(({ command }) => command.instanceKey);

/** A case in full swing: one task open, one claimed, one submitted, an instruction beside it, a withdrawal decided. */
async function busyCase() {
  const { id } = await kit.assigned('SWJ');
  const claimed = await kit.open('acknowledge', id);
  await kit.get(ClaimTask).execute(claimed, handler);
  const submitted = await kit.open('approveReply', id);
  await kit.get(CompleteTask).execute(submitted, { replyApproved: 'YES' }, leader);
  const open = await kit.open('closeReview', id);
  await kit.get(InstructCase).execute(id, '请尽快', await kit.person('LD'));
  const helper = await kit.open('followInstruction', id);
  await kit.get(WithdrawCase).execute(id, '已解决', { kind: 'CITIZEN' });
  const decision = await kit.open('checkWithdrawal', id);
  const accepted = { withdrawalOutcome: 'ACCEPTED', voluntary: 'YES', reason: '核实自愿' };
  await kit.get(CompleteTask).execute(decision, accepted, checker);
  return { id, open, claimed, submitted, helper, decision };
}

describe('an accepted withdrawal', () => {
  it('takes every task off the lists, and what was submitted stands as REFUSED', async () => {
    const { id, open, claimed, submitted, helper, decision } = await busyCase();
    await end(id);
    const state = async (task: string) => (await kit.task(task)).state;
    expect(await Promise.all([open, claimed, submitted, helper].map(state))).toEqual([
      'CANCELED',
      'CANCELED',
      'REFUSED',
      'CANCELED',
    ]);
    // The act's own step ends when the engine says so.
    expect(await state(decision)).toBe('COMPLETING');
    expect(await kit.task(submitted)).toMatchObject({ result: { replyApproved: 'YES' } });
    expect(await kit.notices(leader.id)).toContainEqual({ kind: 'task.refused' });
    expect(await kit.notices(handler.id)).toContainEqual({ kind: 'task.canceled' });
    for (const viewer of [handler, leader, checker, supervisor]) {
      const page = await kit
        .get(TaskQueries)
        .list(kit.database.sql, viewer, { scope: 'MY_GROUPS' }, 'DUE_ASC', { first: 200 }, kit.clock.now());
      expect(page.nodes.filter((task) => task.caseId === id && task.id !== decision)).toEqual([]);
    }
    await verifyChain(kit.sql, `case:${id}`);
  });

  it('leaves nothing running: no clock, no pending act, no instance but the one that asks', async () => {
    const { id } = await busyCase();
    await kit.get(VoidCase).execute(id, '重复', await kit.person('CA'));
    await kit.open('approveVoid', id);
    await end(id);
    const [left] = await kit.sql`
      select (select count(*)::int from clocks where case_id = ${id} and state = 'RUNNING') as clocks,
        (select count(*)::int from withdrawals where case_id = ${id} and state = 'PENDING') as withdrawals,
        (select count(*)::int from voids where case_id = ${id} and state = 'PENDING') as voids,
        (select count(*)::int from task_candidates k join tasks t on t.id = k.task_id where t.case_id = ${id}) as candidates`;
    expect(left).toEqual({ clocks: 0, withdrawals: 0, voids: 0, candidates: 0 });
    const others = await Promise.all(
      ['case-main', 'case-instruction', 'case-void'].map((name) => kit.instanceOf(id, name)),
    );
    expect((await canceledInstances(id)).sort()).toEqual(others.sort());
    expect(await canceledInstances(id)).not.toContain(await kit.instanceOf(id, 'case-withdrawal'));
    expect(await kit.case(id)).toMatchObject({ status: 'WITHDRAWN', phase: 'USE', close_type: 'WITHDRAWN' });
  });

  it('is under way until the case has ended: time that is moved waits for it', async () => {
    const { id } = await kit.received();
    await kit.open('qualityCheck', id);
    await kit.get(WithdrawCase).execute(id, '已解决', { kind: 'CITIZEN' });
    const decision = await kit.open('checkWithdrawal', id);
    const underWay = () => new TimeMachineQueries().underWay(kit.database.sql, kit.clock.now());
    const settled = async () => {
      // As when the engine has taken everything, and has not yet asked for the end.
      await kit.sql`update outbox set state = 'DONE', done_at = now() where case_id = ${id}`;
      await kit.sql`update tasks set state = 'COMPLETED', ended_at = now() where case_id = ${id} and state = 'COMPLETING'`;
      return underWay();
    };
    const before = await settled();
    const accepted = { withdrawalOutcome: 'ACCEPTED', voluntary: 'YES', reason: '核实自愿' };
    await kit.get(CompleteTask).execute(decision, accepted, checker);
    expect(await settled()).toBe(before + 1);
    await end(id);
    expect(await settled()).toBe(before);
  });

  it('is done once, however often its job comes', async () => {
    const { id } = await busyCase();
    const key = kit.models.newKey();
    await Promise.all([end(id, key), end(id, key)]);
    await end(id);
    expect((await kit.eventTypes(id)).filter((type) => type === 'case.closed')).toHaveLength(1);
    expect(await canceledInstances(id)).toHaveLength(2);
  });

  it('waits until the route is known, because else it could not be cancelled', async () => {
    const { id } = await kit.received();
    await kit.sql`update cases set instance_key = null where id = ${id}`;
    await expect(end(id)).rejects.toMatchObject({ name: 'TryAgainLater' });
    expect(await kit.case(id)).toMatchObject({ closed_at: null });
  });
});

it('opens no task and starts no clock for what the engine still does on an ended case', async () => {
  const { id } = await busyCase();
  const late = await kit.userTaskJob('handle', id);
  await end(id);
  await kit.opened(late);
  expect(await kit.taskOfJob(late.key)).toBeNull();
  expect(await kit.sql`select from clocks where case_id = ${id} and state = 'RUNNING'`).toHaveLength(0);
  expect(await canceledInstances(id)).toContain(late.instanceKey);
});

it('a void ends a case the same way', async () => {
  const { id } = await kit.received();
  const check = await kit.open('qualityCheck', id);
  await kit.get(VoidCase).execute(id, '测试工单', await kit.person('CA'));
  await kit.pass('approveVoid', id, { voidApproved: 'YES' }, supervisor);
  await kit.job(EndCaseJob, 'endVoided', id);
  expect(await kit.case(id)).toMatchObject({ status: 'VOID', close_type: 'VOID' });
  expect((await kit.task(check)).state).toBe('CANCELED');
});
