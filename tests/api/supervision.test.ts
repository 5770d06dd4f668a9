import { findTask, receive, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const ORDER = `
  id number level requestedLevel trigger reason state atDesk unit { code dutyPhone } openedBy { login } openedAt answerDueAt answerYellowAt answerRunning
  signedBy { login } answer answeredBy { login } acceptedBy { login } refusal minutes meetingUnits measure newDueOn instruction committedOn misconduct
  approvals { step approved by { login } } handover { sha256 events lastEventHash } linkedCases { number }
  calls { state attempt maskedPhone log { what } actions unit { code } case { number } } closedAt case { id }`;
const OPEN = `mutation Open($input: OpenSupervisionInput!) { openSupervision(input: $input) { ${ORDER} } }`;
const READ = `query Read($id: ID!) {
  case(id: $id) {
    supervisionLevel supervisionActions supervisionOrders { ${ORDER} } inspections { state note findings orderedBy { login } doneBy { login } }
    outboundCalls { id state } route { processId state } tasks { kind } timeline(first: 200) { nodes { type } }
  }
}`;
const BOARD = `query Board($filter: SupervisionFilter) {
  supervisionBoard(filter: $filter) { nodes { level unanswered actions case { id number } orders { level state } } pageInfo { hasNextPage } }
  supervisionCounts { cases levels { level cases unanswered } units { unit { code } cases supervised unanswered red } }
  outboundCalls(first: 5) { nodes { id caseNumber } }
}`;
const DEPLOYED = 'query Deployed { processDefinitions(processId: "case-supervision") { version } }';
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const COMPLETE = 'mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { id } }';
const REMIND = `mutation Remind($ids: [ID!]!, $dryRun: Boolean) {
  remindUnits(caseIds: $ids, dryRun: $dryRun) { id releaseAt results { caseId number outcome reason people unit { code } } }
}`;
const INSPECT = 'mutation Inspect($id: ID!) { inspectCase(caseId: $id, note: "看看现场") { inspections { state } } }';

let staff: Staff;

beforeAll(async () => {
  staff = new Staff(await sharedSystem());
  // On a busy machine the engine is ready long after the application.
  const leader = await staff.as('lingdao');
  await waitFor(
    async () => (await leader.query(DEPLOYED)).processDefinitions.length > 0,
    'the process of supervision is deployed',
    120_000,
  );
}, 180_000);

/** A case of the water authority, still to be signed for. */
async function dispatched() {
  const told = story({ channel: 'PHONE' });
  const received = await receive(staff, told);
  const about = { ...received, told };
  await work(staff, 'zhijian', about, 'qualityCheck');
  await findTask(staff, 'chengban', about.number, 'acknowledge');
  return about;
}

async function step(login: string, number: string, kind: string, result: Record<string, unknown>): Promise<void> {
  const task = await findTask(staff, login, number, kind);
  const client = await staff.as(login);
  await client.mutate(CLAIM, { id: task.id });
  await client.mutate(COMPLETE, { id: task.id, result });
}

const read = async (login: string, id: string) => (await (await staff.as(login)).query(READ, { id })).case;

const open = async (login: string, input: Record<string, unknown>) =>
  (await (await staff.as(login)).mutate(OPEN, { input: { reason: '群众多次反映', ...input } })).openSupervision;

describe('supervision through the API', () => {
  it('of L2 is signed, answered and accepted, stands on the board, and closes with the reply', async () => {
    const about = await dispatched();
    const order = await open('duban', { caseId: about.id, level: 2 });
    expect(order).toMatchObject({
      level: 2,
      trigger: 'MANUAL',
      state: 'OPEN',
      atDesk: false,
      unit: { code: 'SWJ', dutyPhone: expect.stringMatching(/^199\*+\d{4}$/) },
      openedBy: { login: 'duban' },
      answerRunning: true,
      case: { id: about.id },
    });
    const board = await (await staff.as('duban')).query(BOARD, { filter: { text: order.number } });
    expect(board.supervisionBoard.nodes).toMatchObject([
      { level: 2, unanswered: true, case: { number: about.number }, orders: [{ level: 2, state: 'OPEN' }] },
    ]);
    expect(board.supervisionCounts.cases).toBeGreaterThan(0);

    await step('fuzeren', about.number, 'signSupervision', { measures: '由专人负责' });
    await step('chengban', about.number, 'answerSupervision', { answer: '今日修复' });
    await step('duban2', about.number, 'reviewSupervision', { answerSufficient: 'YES' });
    expect((await read('duban', about.id)).supervisionOrders).toMatchObject([
      {
        state: 'ACCEPTED',
        signedBy: { login: 'fuzeren' },
        answeredBy: { login: 'chengban' },
        acceptedBy: { login: 'duban2' },
        closedAt: null,
      },
    ]);

    for (const kind of ['acknowledge', 'handle', 'draftReply']) await work(staff, 'chengban', about, kind);
    await work(staff, 'fuzeren', about, 'approveReply');
    await waitFor(async () => {
      const kase = await read('duban', about.id);
      // Two statements of one question, between which the reply may go out.
      return kase.supervisionOrders[0].state === 'CLOSED' && kase.supervisionLevel === null;
    }, 'the order closes with the reply, and the case is supervised no more');
    await waitFor(
      async () =>
        (await read('duban', about.id)).route.some(
          (route: { processId: string; state: string }) =>
            route.processId === 'case-supervision' && route.state !== 'ACTIVE',
        ),
      'the process of the order has ended in the records too',
    );
  }, 120_000);

  it('of L5 needs two others, and the unit concerned reads nothing of it', async () => {
    const about = await dispatched();
    await open('duban', { caseId: about.id, level: 5, misconduct: 'NOT_HANDLING' });
    await step('duban2', about.number, 'approveHandoverFirst', { handoverFirst: 'YES' });
    await step('lingdao', about.number, 'approveHandoverSecond', { handoverSecond: 'YES' });
    const seen = await waitFor(async () => {
      const [order] = (await read('duban', about.id)).supervisionOrders;
      return order.state === 'ACCEPTED' && order;
    }, 'the hand-over is recorded');
    expect(seen).toMatchObject({
      misconduct: 'NOT_HANDLING',
      approvals: [
        { step: 1, approved: true, by: { login: 'duban2' } },
        { step: 2, approved: true, by: { login: 'lingdao' } },
      ],
      handover: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const unit = await read('fuzeren', about.id);
    expect(unit.supervisionOrders).toEqual([]);
    expect(unit.supervisionLevel).toBeNull();
    const told = JSON.stringify(unit);
    expect(told).not.toMatch(/discipline|Handover|case-supervision/);
  }, 120_000);

  it('reminds, inspects and refuses who may not', async () => {
    const about = await dispatched();
    const duban = await staff.as('duban');
    expect((await duban.mutate(REMIND, { ids: [about.id], dryRun: true })).remindUnits).toMatchObject({
      id: null,
      results: [{ number: about.number, outcome: 'REMINDED', reason: null, unit: { code: 'SWJ' } }],
    });
    const batch = (await duban.mutate(REMIND, { ids: [about.id] })).remindUnits;
    expect(
      await duban.mutate('mutation Undo($id: ID!) { undoReminders(batchId: $id) }', { id: batch.id }),
    ).toMatchObject({ undoReminders: true });

    await duban.mutate(INSPECT, { id: about.id });
    await step('duban2', about.number, 'inspectOnSite', { findings: '现场仍在渗水' });
    expect((await read('duban', about.id)).inspections).toMatchObject([
      { state: 'DONE', findings: '现场仍在渗水', orderedBy: { login: 'duban' }, doneBy: { login: 'duban2' } },
    ]);

    await expect(open('chengban', { caseId: about.id, level: 1 })).rejects.toThrow('openSupervision');
    const chengban = await staff.as('chengban');
    await expect(chengban.query(BOARD, {})).rejects.toThrow();
  }, 120_000);
});
