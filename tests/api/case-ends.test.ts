import postgres from 'postgres';
import { findTask, listed, readCase, receive, story, takeStep, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const END = `query End($id: ID!) {
  case(id: $id) {
    status closeType closedAt disposition replyText duplicateOf { id } pendingActs { kind }
    clocks { state }
    tasks { kind state completedBy { login } }
    route { processId state flowsTaken }
  }
}`;
const WITHDRAW =
  'mutation Withdraw($id: ID!) { withdrawCase(caseId: $id, reason: "诉求人来电说已经自行解决。") { pendingActs { kind } } }';
const VOID =
  'mutation Void($id: ID!) { voidCase(caseId: $id, reason: "与另一工单重复登记。") { pendingActs { kind } } }';

let system: TestSystem;
let staff: Staff;
let sql: postgres.Sql;

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  sql = postgres(system.adminUrl, { max: 1, onnotice: () => {} });
});

afterAll(() => sql?.end());

async function endOf(id: string) {
  const client = await staff.as('zhijian');
  return waitFor(async () => {
    const kase = (await client.query(END, { id })).case;
    const over = kase.route.length > 0 && kase.route.every((each: { state: string }) => each.state !== 'ACTIVE');
    return kase.closedAt && over && kase;
  }, `case ${id} has ended, in the records too`);
}

/** Processes of the case that the records say are still alive; the alarms of its clocks apart. */
const liveInstances = async (id: string) =>
  (
    await sql`select process_id from process_instances where case_id = ${id} and state = 'ACTIVE' and process_id <> 'case-clock'`
  ).map((row) => row.process_id as string);

describe('a request that does not take the long way', () => {
  it('is answered at once from what is known', async () => {
    const told = story({ type: 'CONSULT', channel: 'PHONE', statedDisposition: 'ANSWER_NOW' });
    const kase = await receive(staff, told);
    await work(staff, 'huawu', { ...kase, told }, 'answerNow', { answer: '窗口周六上午也办理。' });
    expect(await endOf(kase.id)).toMatchObject({
      status: 'ANSWERED',
      disposition: 'ANSWER_NOW',
      replyText: '窗口周六上午也办理。',
    });
  });

  it('that is a danger to life is raised by its words and handed over, whatever the receiver stated', async () => {
    const base = story({ type: 'HELP', channel: 'PHONE', statedDisposition: 'ANSWER_NOW' });
    const told = { ...base, text: `${base.place}楼道里煤气味很重，${base.text}` };
    const kase = await receive(staff, told);
    await work(staff, 'huawu2', { ...kase, told }, 'confirmHandover');
    const ended = await endOf(kase.id);
    expect(ended).toMatchObject({
      status: 'EMERGENCY_TRANSFERRED',
      disposition: 'EMERGENCY',
      closeType: 'TRANSFERRED',
    });
    expect(await readCase(staff, { id: kase.id })).toMatchObject({ urgency: 4 });
  });

  it('that has a statutory way is sent there with its basis', async () => {
    const told = story({ channel: 'PHONE', statedDisposition: 'STATUTORY_CHANNEL' });
    const kase = await receive(staff, told);
    await work(staff, 'zhijian', { ...kase, told }, 'informRequester');
    expect(await endOf(kase.id)).toMatchObject({ status: 'REDIRECTED', closeType: 'TRANSFERRED' });
  });

  it('that repeats an open one without new facts is merged into it', async () => {
    const first = story();
    const original = await receive(staff, first);
    const told = story({ statedDisposition: 'DUPLICATE_NO_NEW_FACT' });
    const kase = await receive(staff, told);
    await work(staff, 'zhijian', { ...kase, told, original: original.number }, 'linkDuplicate');
    expect(await endOf(kase.id)).toMatchObject({ status: 'MERGED', duplicateOf: { id: original.id } });
    expect((await readCase(staff, { id: original.id })).closedAt).toBeNull();
  });

  it('is recognised as a duplicate when the same person says the same again', async () => {
    const told = story();
    const original = await receive(staff, told);
    const again = { ...told, n: told.n + 1 };
    const kase = await receive(staff, again);
    await work(staff, 'zhijian2', { ...kase, told: again, original: original.number }, 'linkDuplicate');
    expect(await endOf(kase.id)).toMatchObject({ status: 'MERGED', duplicateOf: { id: original.id } });
  });
});

describe('a withdrawal', () => {
  it('that is accepted takes the tasks off the lists and ends the route in the engine', async () => {
    const told = story();
    const kase = await receive(staff, told);
    await work(staff, 'zhijian', { ...kase, told }, 'qualityCheck');
    await findTask(staff, 'chengban', kase.number, 'acknowledge');
    await (await staff.as('huawu')).mutate(WITHDRAW, { id: kase.id });
    await expect((await staff.as('huawu')).mutate(WITHDRAW, { id: kase.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      name: 'AlreadyPending',
    });
    await work(staff, 'zhijian', { ...kase, told }, 'checkWithdrawal');

    const ended = await endOf(kase.id);
    expect(ended).toMatchObject({ status: 'WITHDRAWN', closeType: 'WITHDRAWN', pendingActs: [] });
    const states = Object.fromEntries(
      ended.tasks.map((each: { kind: string; state: string }) => [each.kind, each.state]),
    );
    expect(states).toEqual({ qualityCheck: 'COMPLETED', acknowledge: 'CANCELED', checkWithdrawal: 'COMPLETED' });
    expect(ended.clocks.filter((each: { state: string }) => each.state === 'RUNNING')).toEqual([]);
    expect(await listed(await staff.as('chengban'), kase.number)).toEqual([]);
    const routes = Object.fromEntries(
      ended.route.map((each: { processId: string; state: string }) => [each.processId, each.state]),
    );
    expect(routes).toEqual({ 'case-main': 'TERMINATED', 'case-withdrawal': 'COMPLETED' });
    expect(await liveInstances(kase.id)).toEqual([]);
  });

  it('that is refused leaves the case going on', async () => {
    const told = story();
    const kase = await receive(staff, told);
    await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    await (await staff.as('huawu')).mutate(WITHDRAW, { id: kase.id });
    await work(staff, 'zhijian2', { ...kase, told }, 'checkWithdrawal', {
      withdrawalOutcome: 'CONTINUED',
      voluntary: 'NO',
      reason: '诉求人表示并未要求撤诉。',
    });
    await waitFor(async () => (await liveInstances(kase.id)).join() === 'case-main', 'only the route is alive');
    await work(staff, 'zhijian', { ...kase, told }, 'qualityCheck');
    await waitFor(async () => (await takeStep(staff, kase.id, told)) === 'ACTED', 'the case goes on');
  });

  it('that waits keeps the case from being closed', async () => {
    const told = story();
    const kase = await receive(staff, told);
    for (const [login, kind] of [
      ['zhijian', 'qualityCheck'],
      ['chengban', 'acknowledge'],
      ['chengban', 'handle'],
      ['chengban', 'draftReply'],
      ['fuzeren', 'approveReply'],
      ['zhijian', 'closeReview'],
    ] as const)
      await work(staff, login, { ...kase, told }, kind);
    await (await staff.as('huawu')).mutate(WITHDRAW, { id: kase.id });
    await expect(work(staff, 'huifang', { ...kase, told }, 'followUp')).rejects.toMatchObject({
      code: 'CONFLICT',
      name: 'ClosingBlocked',
    });
  });
});

describe('a void', () => {
  it('takes two persons, and then ends the route in the engine', async () => {
    const told = story();
    const kase = await receive(staff, told);
    await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    await (await staff.as('zhijian')).mutate(VOID, { id: kase.id });
    await expect(work(staff, 'zhijian', { ...kase, told }, 'approveVoid')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      name: 'SecondPersonNeeded',
    });
    await work(staff, 'duban', { ...kase, told }, 'approveVoid');
    const ended = await endOf(kase.id);
    expect(ended).toMatchObject({ status: 'VOID', closeType: 'VOID' });
    expect(await listed(await staff.as('zhijian'), kase.number)).toEqual([]);
    expect(await liveInstances(kase.id)).toEqual([]);
  });
});

describe('a task that is no longer there', () => {
  const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { holder { login } } }';
  const COMPLETE = 'mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { state } }';

  it('is claimed by exactly one of two people, and the other is told who has it', async () => {
    const kase = await receive(staff, story());
    const task = await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    const claims = await Promise.allSettled(
      ['zhijian', 'zhijian2'].map(async (login) => (await staff.as(login)).mutate(CLAIM, { id: task.id })),
    );
    const won = claims.filter((claim) => claim.status === 'fulfilled');
    const lost = claims.filter((claim) => claim.status === 'rejected');
    expect(won).toHaveLength(1);
    const holder = won[0]?.value.claimTask.holder.login;
    expect(lost[0]?.reason).toMatchObject({
      code: 'CONFLICT',
      name: 'TaskAlreadyClaimed',
      details: { holderName: holder === 'zhijian' ? '周砚' : '周楷' },
    });
  });

  it('refuses what comes too late and keeps what was written as a draft', async () => {
    const told = story();
    const kase = await receive(staff, told);
    const task = await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    const client = await staff.as('zhijian');
    await client.mutate(CLAIM, { id: task.id });
    await (await staff.as('huawu')).mutate(WITHDRAW, { id: kase.id });
    await work(staff, 'zhijian2', { ...kase, told }, 'checkWithdrawal');
    await endOf(kase.id);
    const result = { disposition: 'ACCEPT', summary: '写了一半的质检意见' };
    await expect(client.mutate(COMPLETE, { id: task.id, result })).rejects.toMatchObject({
      code: 'CONFLICT',
      name: 'TaskCanceled',
    });
    const kept = await client.query('query Kept($id: ID!) { task(id: $id) { state draft } }', { id: task.id });
    expect(kept.task).toEqual({ state: 'CANCELED', draft: result });
  });
});
