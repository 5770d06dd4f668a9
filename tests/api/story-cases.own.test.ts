import { findTask, receive, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const CLOCKS = `query Clocks($id: ID!) {
  serverNow
  case(id: $id) { dueAt pausedAt clocks { id kind state light dueAt originalDueAt extensions actions pauses { reason resumedAt } } timeline(first: 50) { nodes { type body eventAt } } }
}`;
const ADVANCE = 'mutation Advance($by: TimeStep!) { advanceTime(by: $by) { now nextAlarmAt } }';
const ASK =
  'mutation Ask($id: ID!, $span: String!) { requestExtension(caseId: $id, span: $span, reason: "需要第三方检测") { id } }';

let system: TestSystem;
let staff: Staff;

// Thursday before 国庆 2026: Friday to Sunday 中秋, 10-01 to 10-07 国庆, Saturday 10-10 works.
beforeAll(async () => {
  system = await startSystem({ begins: '2026-09-24T10:00:00+08:00' });
  staff = new Staff(system);
}, 180_000);

afterAll(() => system?.stop());

const shanghai = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);

async function clocksOf(id: string) {
  const answer = await (await staff.as('duban')).query(CLOCKS, { id });
  const { case: kase, serverNow } = answer;
  return {
    now: serverNow as string,
    kase,
    handle: kase.clocks.find(({ kind }: { kind: string }) => kind === 'HANDLE'),
  };
}

it('counts five working days over two holidays, warns, turns red, and goes back to green with an extension', async () => {
  const supervisor = await staff.as('duban');
  const told = story();
  const { id, number } = await receive(staff, told);
  await work(staff, 'zhijian', { number, told }, 'qualityCheck');
  await work(staff, 'chengban', { number, told }, 'acknowledge');
  await findTask(staff, 'chengban', number, 'handle');
  const { handle, now } = await clocksOf(id);
  expect(shanghai(now).slice(0, 10)).toBe('2026-09-24');
  expect(shanghai(handle.dueAt)).toBe('2026-10-09T18:00');
  expect(handle.light).toBe('GREEN');

  for (const day of ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10']) {
    const { advanceTime } = await supervisor.mutate(ADVANCE, { by: 'WORKING_DAY' });
    expect(shanghai(advanceTime.now).slice(0, 10)).toBe(day);
  }
  const lights = await waitFor(async () => {
    const { kase } = await clocksOf(id);
    const told = kase.timeline.nodes.filter(
      ({ type, body }: { type: string; body: { clock?: string } }) => type === 'clock.light' && body.clock === 'HANDLE',
    );
    return told.length === 2 && told.map(({ body }: { body: { newLight: string } }) => body.newLight).reverse();
  }, 'the alarm has told yellow and red');
  expect(lights).toEqual(['YELLOW', 'RED']);
  expect((await clocksOf(id)).handle.light).toBe('RED');

  await (await staff.as('chengban')).mutate(ASK, { id, span: '5wd' });
  await work(staff, 'fuzeren', { number, told }, 'approveExtensionUnit', { extensionUnitApproved: 'YES' });
  await work(staff, 'paidan', { number, told }, 'approveExtension', { extensionApproved: 'YES' });
  const extended = await waitFor(async () => {
    const { handle: moved } = await clocksOf(id);
    return moved.extensions.length === 1 && moved;
  }, 'the extension is granted');
  // Saturday 10-10, then Monday to Thursday.
  expect(shanghai(extended.dueAt)).toBe('2026-10-15T18:00');
  expect(extended.light).toBe('GREEN');
}, 180_000);

it('goes to the next alarm at once, and refuses everybody but supervisors', async () => {
  const before = await (await staff.as('duban')).query('query { timeMachine { now nextAlarmAt } }');
  const { advanceTime } = await (await staff.as('duban')).mutate(ADVANCE, { by: 'NEXT_ALARM' });
  expect(Date.parse(advanceTime.now)).toBeGreaterThanOrEqual(Date.parse(before.timeMachine.nextAlarmAt));
  await expect((await staff.as('chengban')).mutate(ADVANCE, { by: 'HOUR' })).rejects.toThrow();
  expect((await (await staff.as('chengban')).query('query { timeMachine { now } }')).timeMachine).toBeNull();
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
