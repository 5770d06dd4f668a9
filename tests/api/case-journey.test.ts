import { receive, report, type Story, story, takeStep, work } from '../support/case-work.js';
import { anonymous, type GraphqlClient } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const STORY_OF_A_CASE = `query StoryOfACase($number: String!) {
  case(number: $number) {
    status phase closedAt reworkCount leadUnit { code } rating solved replyText closeType dueAt
    clocks { kind state stoppedAt }
    assignments { unit { code } status }
    followUps { round solved rating }
    decisions { decisionId elementId matchedRuleIds failure }
    timeline(first: 200) { nodes { seq type actorKind actor { login } body } }
    route { processId state endedAt flowsTaken steps { elementId pass state person } }
  }
}`;
const PROGRESS = `query Progress($number: String!, $checkCode: String!) {
  caseProgress(number: $number, checkCode: $checkCode) {
    number status reply closedAt unitName canUrge canSupplement canWithdraw promisedAt steps { kind }
  }
}`;
const DISPATCHED_BY_HAND = '04-02-01';

let system: TestSystem;
let staff: Staff;
let qualityChecker: GraphqlClient;

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  qualityChecker = await staff.as('zhijian');
});

interface Step {
  elementId: string;
  pass: number;
  state: string;
  person: string | null;
}

/** The whole story, once the records of the end have arrived. */
async function endedCase(number: string) {
  return waitFor(async () => {
    const kase = (await qualityChecker.query(STORY_OF_A_CASE, { number })).case;
    return kase.closedAt && kase.route.length > 0 && kase.route[0].state !== 'ACTIVE' && kase;
  }, `${number} has ended, in the records too`);
}

const passesOf = (steps: Step[], elementId: string) =>
  steps.filter((step) => step.elementId === elementId).map(({ pass, state, person }) => ({ pass, state, person }));

async function carryToEnd(id: string, told: Story): Promise<void> {
  await waitFor(async () => (await takeStep(staff, id, told)) === 'CLOSED', `case ${id} is closed`, 60_000);
}

describe("a citizen's report", () => {
  const told = story({ categoryCode: DISPATCHED_BY_HAND, unit: 'SWJ' });
  let number: string;
  let checkCode: string;

  beforeAll(async () => {
    ({ number, checkCode } = await report(system.url, told));
  });

  const progress = async () => (await anonymous(system.url).query(PROGRESS, { number, checkCode })).caseProgress;

  it('is acknowledged with a number and a check code, and shown to whoever has both', async () => {
    expect(number).toMatch(/^LC\d{12}[\dX]$/);
    expect(checkCode).toHaveLength(8);
    expect(await progress()).toMatchObject({
      number,
      closedAt: null,
      reply: null,
      canSupplement: true,
      canWithdraw: true,
      steps: [{ kind: 'received' }],
    });
    await expect(
      anonymous(system.url).query(PROGRESS, { number, checkCode: checkCode === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND', name: 'WrongCheckCode' });
  });

  it('is carried to its close by five people, each of whom finds the task on their own list', async () => {
    const about = { number, told };
    await work(staff, 'zhijian', about, 'qualityCheck');
    await work(staff, 'paidan', about, 'dispatch');
    await work(staff, 'chengban', about, 'acknowledge');
    await work(staff, 'chengban', about, 'handle');
    await work(staff, 'chengban', about, 'draftReply', { replyText: '水已止住，井盖已更换。' });
    await work(staff, 'fuzeren', about, 'approveReply');
    await work(staff, 'zhijian', about, 'closeReview');
    await work(staff, 'huifang', about, 'followUp', { solved: 'YES', rating: 5 });

    expect(await endedCase(number)).toMatchObject({
      status: 'CLOSED',
      phase: 'USE',
      closeType: 'SOLVED',
      reworkCount: 0,
      rating: 5,
      solved: 'YES',
      replyText: '水已止住，井盖已更换。',
      leadUnit: { code: 'SWJ' },
      assignments: [{ unit: { code: 'SWJ' }, status: 'ACCEPTED' }],
    });
  });

  it('shows the way it went: each step once, with its person, and the flows in the order taken', async () => {
    const [route] = (await endedCase(number)).route;
    expect(route).toMatchObject({ processId: 'case-main', state: 'COMPLETED', endedAt: expect.any(String) });
    const people = { qualityCheck: '周砚', dispatch: '许汀', acknowledge: '沈禾', handle: '沈禾', draftReply: '沈禾' };
    const reviewers = { approveReply: '高澄', closeReview: '周砚', followUp: '苏霁' };
    for (const [elementId, person] of Object.entries({ ...people, ...reviewers }))
      expect(passesOf(route.steps, elementId)).toEqual([{ pass: 1, state: 'COMPLETED', person }]);
    expect(route.steps.filter((step: Step) => step.state !== 'COMPLETED')).toEqual([]);
    expect(route.flowsTaken).toEqual([
      'flow_caseReceived_receiving',
      'flow_receivingStarted_screenRequest',
      'flow_screenRequest_decideUrgency',
      'flow_decideUrgency_decideDisposition',
      'flow_decideDisposition_decideFirstDeadlines',
      'flow_decideFirstDeadlines_startFirstClocks',
      'flow_startFirstClocks_needsQualityCheck',
      'flow_needsQualityCheck_qualityCheck',
      'flow_qualityCheck_receivingEnded',
      'flow_receiving_dispositionGateway',
      'flow_dispositionGateway_decideDeadlines',
      'flow_decideDeadlines_startClocks',
      'flow_startClocks_decideDispatch',
      'flow_decideDispatch_dispatchModeGateway',
      'flow_dispatchModeGateway_dispatch',
      'flow_dispatch_dispatchJoined',
      'flow_dispatchJoined_assignUnit',
      'flow_assignUnit_handlingJoined',
      'flow_handlingJoined_handling',
      'flow_handlingStarted_acknowledgedGateway',
      'flow_acknowledgedGateway_acknowledge',
      'flow_acknowledge_acknowledgedJoined',
      'flow_acknowledgedJoined_handle',
      'flow_handle_draftJoined',
      'flow_draftJoined_draftReply',
      'flow_draftReply_approveReply',
      'flow_approveReply_replyGateway',
      'flow_replyGateway_sendReply',
      'flow_sendReply_handlingEnded',
      'flow_handling_closeReview',
      'flow_closeReview_closeReviewGateway',
      'flow_closeReviewGateway_followUpStage',
      'flow_followUpStarted_followUp',
      'flow_followUp_decideFollowUpOutcome',
      'flow_decideFollowUpOutcome_followUpEnded',
      'flow_followUpStage_followUpGateway',
      'flow_followUpGateway_closeCase',
      'flow_closeCase_endClosed',
    ]);
  });

  it('lists every decision with the rule that matched', async () => {
    const { decisions } = await endedCase(number);
    expect(decisions.map((each: { decisionId: string }) => each.decisionId)).toEqual([
      'dmn_urgency',
      'dmn_disposition',
      'dmn_deadlines',
      'dmn_deadlines',
      'dmn_dispatch_catalog',
      'dmn_followup_outcome',
    ]);
    const rules = Object.fromEntries(
      decisions.map((each: { elementId: string; matchedRuleIds: string[] }) => [each.elementId, each.matchedRuleIds]),
    );
    expect(rules).toEqual({
      decideUrgency: ['dmn_urgency_ordinary'],
      decideDisposition: ['dmn_disposition_accept'],
      decideFirstDeadlines: ['dmn_deadlines_help'],
      decideDeadlines: ['dmn_deadlines_help'],
      decideDispatch: ['dmn_dispatch_catalog_c04_02_01'],
      decideFollowUpOutcome: ['dmn_followup_outcome_fine'],
    });
    expect(decisions.filter((each: { failure: string | null }) => each.failure)).toEqual([]);
  });

  it('has a timeline without gaps in the order things happened', async () => {
    const { timeline } = await endedCase(number);
    const events: { seq: number; type: string; actor: { login: string } | null; body: { kind?: string } }[] =
      timeline.nodes;
    const inOrder = [...events].sort((left, right) => left.seq - right.seq);
    expect(inOrder.map(({ seq }) => seq)).toEqual(inOrder.map((_, index) => index + 1));
    expect(inOrder[0]).toMatchObject({ type: 'case.received', actorKind: 'CITIZEN', actor: null });
    expect(inOrder.at(-1)).toMatchObject({ type: 'case.closed', body: { outcome: 'CLOSED' } });
    expect(
      inOrder
        .filter(({ type }) => /^(case\.|task\.completed)/.test(type))
        .map(({ type, actor, body }) => (body.kind ? `${actor?.login} ${body.kind}` : type)),
    ).toEqual([
      'case.received',
      'zhijian qualityCheck',
      'paidan dispatch',
      'case.dispatched',
      'chengban acknowledge',
      'case.contacted',
      'chengban handle',
      'chengban draftReply',
      'fuzeren approveReply',
      'case.replied',
      'zhijian closeReview',
      'huifang followUp',
      'case.closed',
    ]);
  });

  it('tells the citizen the way in plain steps, with the reply and nothing left to promise', async () => {
    expect(await progress()).toMatchObject({
      status: 'CLOSED',
      reply: '水已止住，井盖已更换。',
      unitName: expect.stringMatching(/水/),
      promisedAt: null,
      canUrge: false,
      canSupplement: false,
      canWithdraw: false,
    });
    expect((await progress()).steps.map((each: { kind: string }) => each.kind)).toEqual([
      'received',
      'accepted',
      'dispatched',
      'signed',
      'contacted',
      'replied',
      'reviewed',
      'followedUp',
      'closed',
    ]);
  });

  it('leaves no clock running, and met those whose work was done in time', async () => {
    const { clocks } = await endedCase(number);
    const states = Object.fromEntries(clocks.map((each: { kind: string; state: string }) => [each.kind, each.state]));
    const met = [
      'ACCEPT',
      'DISPATCH',
      'SIGN',
      'FIRST_CONTACT',
      'REPLY',
      'HANDLE',
      'APPROVAL',
      'CLOSE_REVIEW',
      'FOLLOW_UP',
    ];
    expect(states).toMatchObject(Object.fromEntries(met.map((kind) => [kind, 'MET'])));
    expect(clocks.filter((each: { stoppedAt: string | null }) => each.stoppedAt === null)).toEqual([]);
  });
});

describe('an unsolved request', () => {
  it('goes back to the same unit for a second pass and counts one rework', async () => {
    const told = story({ reworks: 1 });
    const { id, number } = await receive(staff, told);
    await carryToEnd(id, told);
    const kase = await endedCase(number);
    expect(kase).toMatchObject({ status: 'CLOSED', reworkCount: 1, leadUnit: { code: 'SWJ' } });
    expect(kase.assignments).toHaveLength(1);
    expect(kase.followUps).toMatchObject([
      { round: 1, solved: 'NO' },
      { round: 2, solved: 'YES' },
    ]);
    const { steps, flowsTaken } = kase.route[0];
    for (const elementId of ['handling', 'handle', 'draftReply', 'approveReply', 'closeReview', 'followUp'])
      expect(passesOf(steps, elementId)).toMatchObject([
        { pass: 1, state: 'COMPLETED' },
        { pass: 2, state: 'COMPLETED' },
      ]);
    // Signed once: the same unit goes on.
    expect(passesOf(steps, 'acknowledge')).toMatchObject([{ pass: 1 }]);
    expect(flowsTaken).toEqual(
      expect.arrayContaining(['flow_followUpGateway_startRework', 'flow_startRework_handlingJoined']),
    );
    expect(kase.clocks.filter((each: { state: string }) => each.state === 'RUNNING')).toEqual([]);
  });

  it('is closed as explained only when two persons agree', async () => {
    const told = story({ explained: true, legalBasis: '《城市供水条例》第十条' });
    const about = { ...(await receive(staff, told)), told };
    for (const [login, kind] of [
      ['zhijian', 'qualityCheck'],
      ['chengban', 'acknowledge'],
      ['chengban', 'handle'],
      ['chengban', 'draftReply'],
      ['fuzeren', 'approveReply'],
      ['zhijian', 'closeReview'],
      ['huifang', 'followUp'],
      ['duban', 'explainCloseFirst'],
    ] as const)
      await work(staff, login, about, kind);
    // The first person finds the second step, and is told why it is not theirs.
    await expect(work(staff, 'duban', about, 'explainCloseSecond')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      name: 'SecondPersonNeeded',
    });
    await work(staff, 'lingdao', about, 'explainCloseSecond');
    const kase = await endedCase(about.number);
    expect(kase).toMatchObject({ status: 'CLOSED', closeType: 'EXPLAINED', reworkCount: 0 });
    expect(kase.route[0].flowsTaken.slice(-2)).toEqual([
      'flow_explainGateway_closeExplained',
      'flow_closeExplained_endExplained',
    ]);
  });
});
