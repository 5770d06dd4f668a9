import { contact, findTask, receive, type Story, story, work } from '../support/case-work.js';
import { anonymous } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const READ = `query Read($id: ID!) {
  serverNow
  case(id: $id) {
    status closedAt rating supervisionLevel
    clocks { id kind assignmentId state light span dueAt originalDueAt extensions actions pauses { reason resumedAt } }
    supervisionOrders {
      id number level trigger state assignmentId unit { code } minutes meetingUnits newDueOn instruction committedOn answer closedAt
    }
    assignments { id kind status matter result refusal exitReason unit { code } }
    outboundCalls { id state }
    timeline(first: 200) { nodes { type body eventAt } }
  }
}`;
const ADVANCE = 'mutation Advance($by: TimeStep!) { advanceTime(by: $by) { now nextAlarmAt } }';
const ADVANCE_TO =
  'mutation AdvanceTo($moment: DateTime) { advanceTimeTo(moment: $moment) { now nextAlarmAt underWay } }';
const ASK =
  'mutation Ask($id: ID!, $span: String!) { requestExtension(caseId: $id, span: $span, reason: "需要第三方检测") { id } }';
const PAUSE = `mutation Pause($id: ID!) {
  pauseClock(clockId: $id, reason: STATUTORY_STEP, proof: "鉴定委托书 3 号", endsWhen: "鉴定报告作出") { id }
}`;
const RESUME = 'mutation Resume($id: ID!) { resumeClock(clockId: $id, note: "报告已收到") { id } }';
const INSTRUCT =
  'mutation Instruct($id: ID!) { instructCase(caseId: $id, text: "请水务局限期解决", openL4: true) { id } }';
const INTERIM = 'mutation Answer($id: ID!) { sendInterimReply(caseId: $id, text: "已到现场看过，正在处理") { id } }';
const UNITS = 'query Units { units { id code } }';
const HELP = 'mutation Help($id: ID!, $units: [CoUnitInput!]!) { addCoUnits(caseId: $id, units: $units) { id } }';
const OPEN_L3 = `mutation Open($id: ID!, $share: ID!) {
  openSupervision(input: { caseId: $id, assignmentId: $share, level: 3, reason: "排口迟迟没有查清" }) { id level }
}`;
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const COMPLETE = 'mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { id } }';
const PROGRESS = `query Progress($number: String!, $checkCode: String!) {
  caseProgress(number: $number, checkCode: $checkCode) {
    promisedAt pause { reason endsWhen } extensions { oldDueAt newDueAt reason } steps { kind }
  }
}`;

interface Told {
  id: string;
  number: string;
  checkCode: string;
  told: Story;
}

let system: TestSystem;
let staff: Staff;

// Thursday before 国庆 2026: Friday to Sunday 中秋, 10-01 to 10-07 国庆, Saturday 10-10 works.
beforeAll(async () => {
  system = await startSystem({ begins: '2026-09-24T10:00:00+08:00' });
  staff = new Staff(system);
}, 180_000);

afterAll(() => system?.stop());

const shanghai = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);

// biome-ignore lint/suspicious/noExplicitAny: what the query answers
type Read = any;

async function read(id: string): Promise<Read> {
  const { case: kase, serverNow } = await (await staff.as('duban')).query(READ, { id });
  const clock = (kind: string) => kase.clocks.find((each: { kind: string }) => each.kind === kind);
  return { ...kase, now: serverNow, clock, handle: clock('HANDLE') };
}

/** What happened to the handling's light, oldest first. */
const lightsOf = ({ timeline }: Read, kind = 'HANDLE'): string[] =>
  timeline.nodes
    .filter(({ type, body }: Read) => type.startsWith('clock.') && body.clock === kind && body.newLight)
    .map(({ body }: Read) => body.newLight)
    .reverse();

const orderOf = ({ supervisionOrders }: Read, level: number): Read =>
  supervisionOrders.find((order: { level: number }) => order.level === level);

/** Lets a working day pass, and says which one it is then. */
async function nextWorkingDay(): Promise<string> {
  const { advanceTime } = await (await staff.as('duban')).mutate(ADVANCE, { by: 'WORKING_DAY' });
  return shanghai(advanceTime.now).slice(0, 10);
}

/** Reported by a citizen, checked, and with the unit that the catalogue names. */
async function dispatched(changes: Partial<Story>, signer: string, quality: object = {}): Promise<Told> {
  const told = story({ ...changes });
  const about = { ...(await receive(staff, told)), told };
  await work(staff, 'zhijian', about, 'qualityCheck', { ...quality });
  await work(staff, signer, about, 'acknowledge');
  await findTask(staff, signer, about.number, 'handle');
  return about as Told;
}

/** The unit has handled it, its leader approves, the citizen is called and is content. */
async function finish(
  about: Told,
  unit: { handler: string; leader: string },
  rating: number,
  steps = ['handle', 'draftReply'],
): Promise<Read> {
  for (const kind of steps) await work(staff, unit.handler, about, kind);
  await work(staff, unit.leader, about, 'approveReply');
  await work(staff, 'zhijian', about, 'closeReview');
  await work(staff, 'huifang', about, 'followUp', { rating });
  return waitFor(async () => {
    const kase = await read(about.id);
    return kase.status === 'CLOSED' && kase;
  }, `${about.number} is closed`);
}

async function step(login: string, number: string, kind: string, result: Record<string, unknown>): Promise<void> {
  const task = await findTask(staff, login, number, kind);
  const client = await staff.as(login);
  await client.mutate(CLAIM, { id: task.id });
  await client.mutate(COMPLETE, { id: task.id, result });
}

// The stories of domain.md section 7.1, in the order of their days.
const WATER = { handler: 'chengban', leader: 'fuzeren' };
const WAGES = { handler: 'rsj.ha', leader: 'rsj.ul' };
let elevator: Told;
let ditch: Told;
let wages: Told;

/** First contact and a first answer in time, as a unit that works. */
async function answered(about: Told, login: string): Promise<void> {
  const client = await staff.as(login);
  await contact(client, about);
  await client.mutate(INTERIM, { id: about.id });
}

describe('on the Thursday before two holidays', () => {
  it('story 1: a village without water is one unit’s work of one day, and the citizen is very satisfied', async () => {
    const outage = { title: '汀洲村停水', text: '全村昨夜起没有水，请抢修。', categoryCode: '03-01-01', type: 'HELP' };
    const about = await dispatched(outage, WATER.handler, { urgency: 3 });
    const { handle } = await read(about.id);
    expect(handle).toMatchObject({ span: '24h', light: 'GREEN' });
    expect(Date.parse(handle.dueAt) - Date.parse((await read(about.id)).now)).toBeLessThanOrEqual(86_400_000);
    const closed = await finish(about, WATER, 5);
    expect(shanghai(closed.closedAt).slice(0, 10)).toBe('2026-09-24');
    expect(new Set(closed.clocks.map(({ state }: Read) => state))).toEqual(new Set(['MET']));
    expect(closed.supervisionOrders).toEqual([]);
    expect(lightsOf(closed)).toEqual([]);
    expect(closed.rating).toBe(5);
  }, 120_000);

  it('takes in a ditch that four units share, and a lift that needs an expert', async () => {
    const foul = {
      title: '柳堤路黑臭沟渠',
      text: '沟里的水又黑又臭，几家单位都说不归自己管。',
      categoryCode: '03-01-04',
    };
    ditch = await dispatched(foul, WATER.handler);
    await answered(ditch, WATER.handler);
    const { units } = await (await staff.as('paidan')).query(UNITS);
    const idOf = (code: string) => units.find((unit: { code: string }) => unit.code === code).id;
    const asked = { CGJ: '清运沿岸垃圾', NYJ: '查清农田退水口', STJ: '查清污水排口' };
    await (await staff.as('paidan')).mutate(HELP, {
      id: ditch.id,
      units: Object.entries(asked).map(([code, matter]) => ({ unitId: idOf(code), matter })),
    });
    for (const login of ['xieban', 'nyj.ha', 'stj.ha']) await step(login, ditch.number, 'coAcknowledge', {});
    elevator = await dispatched({ title: '泵房噪声需要检测' }, WATER.handler);
    await answered(elevator, WATER.handler);
    expect(shanghai((await read(elevator.id)).handle.dueAt)).toBe('2026-10-09T18:00');
  }, 120_000);
});

it('story 4: wages owed before the festival are due on the Saturday that is worked for it', async () => {
  expect(await nextWorkingDay()).toBe('2026-09-28');
  const told = { title: '节前拖欠工资', text: '工地三个月没有发工资，节前要回家。', categoryCode: '08-01-01' };
  wages = await dispatched(told, WAGES.handler, { urgency: 2 });
  await answered(wages, WAGES.handler);
  const { handle } = await read(wages.id);
  expect(handle.span).toBe('5wd');
  expect(shanghai(handle.dueAt)).toBe('2026-10-10T18:00');
}, 120_000);

describe('story 2: a black and smelly ditch, which a lead and three co-units share', () => {
  const share = ({ assignments }: Read, unit: string) =>
    assignments.find((one: Read) => one.kind === 'CO' && one.unit.code === unit);
  const limit = ({ clocks, ...kase }: Read, unit: string) =>
    clocks.findLast((one: Read) => one.kind === 'CO_HANDLE' && one.assignmentId === share(kase, unit).id);
  const deliver = (login: string, result: string) => step(login, ditch.number, 'coHandle', { result });

  it('two deliver in time; the third is late, and it alone is supervised, by itself on L1 and by hand on L3', async () => {
    const asked = await read(ditch.id);
    expect(shanghai(asked.handle.dueAt)).toBe('2026-10-09T18:00');
    for (const unit of ['CGJ', 'NYJ', 'STJ']) expect(shanghai(limit(asked, unit).dueAt)).toBe('2026-10-08T18:00');
    await deliver('xieban', '沿岸垃圾已清运。');
    await step(WATER.handler, ditch.number, 'acceptCoResult', { coAccepted: 'YES' });
    await deliver('nyj.ha', '沿岸农田退水口已查。');
    await step(WATER.handler, ditch.number, 'acceptCoResult', { coAccepted: 'NO', refusal: '没有写退水口的位置' });
    await deliver('nyj.ha', '退水口两处，位置见附图，已封堵。');
    await step(WATER.leader, ditch.number, 'acceptCoResult', { coAccepted: 'YES' });

    for (const day of ['2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09'])
      expect(await nextWorkingDay()).toBe(day);
    const late = await waitFor(async () => {
      const kase = await read(ditch.id);
      // Order and call come in one transaction; a query reads its parts one after the other.
      return orderOf(kase, 1) && kase.outboundCalls.length > 0 && kase;
    }, 'the late co-unit is supervised');
    expect(
      late.assignments
        .filter(({ kind }: Read) => kind === 'CO')
        .map(({ status }: Read) => status)
        .sort(),
    ).toEqual(['ACCEPTED', 'ACCEPTED', 'SIGNED']);
    expect(limit(late, 'STJ')).toMatchObject({ light: 'RED', state: 'RUNNING' });
    expect(late.handle).toMatchObject({ light: 'YELLOW', state: 'RUNNING' });
    expect(late.supervisionOrders).toMatchObject([
      { level: 1, trigger: 'RED', state: 'OPEN', unit: { code: 'STJ' }, assignmentId: share(late, 'STJ').id },
    ]);
    expect(late.outboundCalls).toHaveLength(1);
    await findTask(staff, 'stj.ha', ditch.number, 'answerSupervision');

    await (await staff.as('duban')).mutate(OPEN_L3, { id: ditch.id, share: share(late, 'STJ').id });
    const units = '水务局、生态环境局、城管执法局、农业农村局';
    await step('duban', ditch.number, 'holdJointMeeting', {
      meetingUnits: units,
      minutes: '水务局清淤，生态环境局当天查清排口。',
      newDueOn: '2026-10-16',
    });
    const met = await waitFor(async () => {
      const kase = await read(ditch.id);
      return orderOf(kase, 3).minutes && kase;
    }, 'the minutes are kept');
    expect(orderOf(met, 3)).toMatchObject({ trigger: 'MANUAL', unit: { code: 'STJ' }, meetingUnits: units });
    expect(met.supervisionLevel).toBe(3);
  }, 180_000);

  it('the reply waits for the third, whose orders close with its accepted result; the lead answers in time', async () => {
    await work(staff, WATER.handler, ditch, 'handle');
    const draft = await findTask(staff, WATER.handler, ditch.number, 'draftReply');
    const lead = await staff.as(WATER.handler);
    const result = { replyText: '沟渠已清淤，排口已封堵。' };
    await expect(lead.mutate(COMPLETE, { id: draft.id, result })).rejects.toMatchObject({ name: 'CoUnitsNotDone' });

    await deliver('stj.ha', '查到雨污混接一处，已封堵。');
    await step(WATER.handler, ditch.number, 'acceptCoResult', { coAccepted: 'YES' });
    const accepted = await read(ditch.id);
    expect(accepted.supervisionOrders.map(({ state }: Read) => state)).toEqual(['CLOSED', 'CLOSED']);
    expect(accepted.supervisionLevel).toBeNull();

    const closed = await finish(ditch, WATER, 3, ['draftReply']);
    expect(closed.handle).toMatchObject({ state: 'MET' });
    expect(lightsOf(closed)).toEqual(['YELLOW']);
    expect(closed.supervisionOrders).toHaveLength(2);
    const kinds = ['coUnitAdded', 'coUnitSigned', 'coUnitSubmitted', 'coResultRejected', 'coResultAccepted'];
    const told = closed.timeline.nodes.map(({ type }: Read) => type.replace('case.', ''));
    expect(kinds.map((kind) => told.filter((type: string) => type === kind).length)).toEqual([3, 3, 4, 1, 3]);
    await waitFor(async () => {
      const [left] = await system.sql<{ live: number }[]>`
        select count(*)::int as live from process_instances where case_id = ${ditch.id} and state = 'ACTIVE'`;
      return left?.live === 0;
    }, 'no process of the case is left');
    expect(closed.clocks.filter(({ state }: Read) => state === 'RUNNING' || state === 'PAUSED')).toEqual([]);
  }, 180_000);
});

it('story 4: the wages are paid on that Saturday, with a warning and without supervision', async () => {
  expect(await nextWorkingDay()).toBe('2026-10-10');
  const warned = await waitFor(async () => {
    const kase = await read(wages.id);
    return lightsOf(kase).length > 0 && kase;
  }, 'the alarm has told yellow');
  expect(warned.handle.light).toBe('YELLOW');
  const closed = await finish(wages, WAGES, 4);
  expect(shanghai(closed.closedAt).slice(0, 10)).toBe('2026-10-10');
  expect(lightsOf(closed)).toEqual(['YELLOW']);
  expect(closed.handle.state).toBe('MET');
  expect(closed.supervisionOrders).toEqual([]);
}, 120_000);

it('story 12: a clock that is red goes back to green with an extension, stands still with a pause, and the citizen reads why', async () => {
  const { id, number, checkCode, told } = elevator;
  const progress = async () => (await anonymous(system.url).query(PROGRESS, { number, checkCode })).caseProgress;
  const red = await waitFor(async () => {
    const kase = await read(id);
    return lightsOf(kase).length === 2 && kase;
  }, 'the alarm has told yellow and red');
  expect(lightsOf(red)).toEqual(['YELLOW', 'RED']);
  expect(red.handle.light).toBe('RED');
  expect(orderOf(red, 1)).toMatchObject({ trigger: 'RED', state: 'OPEN' });

  await (await staff.as('chengban')).mutate(ASK, { id, span: '5wd' });
  await work(staff, 'fuzeren', { number, told }, 'approveExtensionUnit', { extensionUnitApproved: 'YES' });
  await work(staff, 'paidan', { number, told }, 'approveExtension', { extensionApproved: 'YES' });
  const extended = await waitFor(async () => {
    const kase = await read(id);
    return kase.handle.extensions.length === 1 && kase;
  }, 'the extension is granted');
  // Saturday 10-10, then Monday to Thursday.
  expect(shanghai(extended.handle.dueAt)).toBe('2026-10-15T18:00');
  expect(extended.handle.light).toBe('GREEN');
  expect(await progress()).toMatchObject({
    promisedAt: extended.handle.dueAt,
    extensions: [{ oldDueAt: red.handle.dueAt, newDueAt: extended.handle.dueAt, reason: '需要第三方检测' }],
  });

  await (await staff.as('fuzeren')).mutate(PAUSE, { id: extended.handle.id });
  expect(await progress()).toMatchObject({
    promisedAt: null,
    pause: { reason: 'STATUTORY_STEP', endsWhen: '鉴定报告作出' },
  });
  expect(await nextWorkingDay()).toBe('2026-10-12');
  await (await staff.as('fuzeren')).mutate(RESUME, { id: extended.handle.id });
  const resumed = await read(id);
  // A working day and the moments that the acts took: the first minutes of the Monday after.
  expect(shanghai(resumed.handle.dueAt)).toMatch(/^2026-10-19T09:0/);
  expect(resumed.handle.originalDueAt).toBe(red.handle.dueAt);
  expect(lightsOf(resumed)).toEqual(['YELLOW', 'RED', 'GREEN']);
  const closed = await finish(elevator, WATER, 4);
  expect(closed.handle.state).toBe('MET');
  expect(orderOf(closed, 1).state).toBe('CLOSED');
}, 180_000);

it('story 14: a leader’s instruction is a supervision order of L4 with a dated commitment', async () => {
  const about = await dispatched({ title: '主干管反复爆裂' }, WATER.handler);
  await (await staff.as('lingdao')).mutate(INSTRUCT, { id: about.id });
  const opened = await read(about.id);
  expect(orderOf(opened, 4)).toMatchObject({ trigger: 'INSTRUCTION', state: 'OPEN' });
  expect(opened.supervisionOrders).toHaveLength(1);
  await step('lingdao', about.number, 'writeInstruction', { instruction: '一周内更换', committedOn: '2026-10-19' });
  await step('chengban', about.number, 'answerSupervision', { answer: '管材已到场，三日内换完' });
  await step('duban', about.number, 'reviewSupervision', { answerSufficient: 'YES' });
  await step('duban2', about.number, 'followInstruction', { answer: '已逐日核实' });
  await answered(about, WATER.handler);
  const closed = await finish(about, WATER, 5);
  expect(orderOf(closed, 4)).toMatchObject({
    instruction: '一周内更换',
    committedOn: expect.stringContaining('2026-10-19'),
    answer: '管材已到场，三日内换完',
    state: 'CLOSED',
  });
}, 180_000);

it('goes to the next alarm at once, and refuses everybody but supervisors', async () => {
  await dispatched({}, WATER.handler);
  const before = await (await staff.as('duban')).query('query { timeMachine { now nextAlarmAt } }');
  const { advanceTime } = await (await staff.as('duban')).mutate(ADVANCE, { by: 'NEXT_ALARM' });
  expect(Date.parse(advanceTime.now)).toBeGreaterThanOrEqual(Date.parse(before.timeMachine.nextAlarmAt));
  await expect((await staff.as('chengban')).mutate(ADVANCE, { by: 'HOUR' })).rejects.toThrow();
  expect((await (await staff.as('chengban')).query('query { timeMachine { now } }')).timeMachine).toBeNull();
});

it('goes to a moment ahead, neither back nor beyond the present, and says when nothing is under way any more', async () => {
  const supervisor = await staff.as('duban');
  const { timeMachine: before } = await supervisor.query('query { timeMachine { now } }');
  const to = (ms: number) => supervisor.mutate(ADVANCE_TO, { moment: new Date(ms).toISOString() });
  await expect(to(Date.parse(before.now) - 60_000)).rejects.toThrow();
  await expect(to(Date.now() + 3_600_000)).rejects.toThrow();
  await expect((await staff.as('chengban')).mutate(ADVANCE_TO, {})).rejects.toThrow();
  const wanted = Date.parse(before.now) + 26 * 3_600_000;
  const { advanceTimeTo } = await to(wanted);
  expect(Date.parse(advanceTimeTo.now) - wanted).toBeGreaterThanOrEqual(0);
  expect(Date.parse(advanceTimeTo.now) - wanted).toBeLessThan(10_000);
  const settled = await waitFor(async () => {
    const { timeMachine } = await supervisor.query('query { timeMachine { now nextAlarmAt underWay } }');
    return timeMachine.underWay === 0 && timeMachine;
  }, 'nothing is under way any more');
  expect(Date.parse(settled.nextAlarmAt)).toBeGreaterThan(Date.parse(settled.now));
});

it('keeps application and engine together over a restart of both', async () => {
  const { timeMachine: before } = await (await staff.as('duban')).query('query { timeMachine { now } }');
  await system.restartEngine();
  await system.restartApp();
  const { timeMachine: after } = await (await staff.as('duban')).query('query { timeMachine { now } }');
  const passed = Date.parse(after.now) - Date.parse(before.now);
  expect(passed).toBeGreaterThan(0);
  expect(passed).toBeLessThan(600_000);
  const [engine] = await system.sql<
    { expected: string }[]
  >`select offset_ms + lead_ms as expected from application_clock, engines`;
  const { epochMilli } = (await (await fetch(`http://${system.zeebeManagementAddress}/actuator/clock`)).json()) as {
    epochMilli: number;
  };
  expect(Math.abs(epochMilli - Date.now() - Number(engine?.expected))).toBeLessThan(60_000);
}, 120_000);
