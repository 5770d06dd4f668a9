import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { receive, type Story, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { listOf, openAs } from './support/people.js';
import { choose, claimByKeys, seeTask, submit, write } from './support/task-pane.js';

const LIGHTS = `query Lights($id: ID!) {
  case(id: $id) { timeline(first: 100) { nodes { type body } } }
}`;

let system: TestSystem;
let staff: Staff;
let browser: Browser;
let supervisor: Visitor;
let told: Story;
let kase: { id: string; number: string };

// Wednesday, the last working day before 国庆; offices open again on Thursday 10-08, and Saturday 10-10 is worked.
beforeAll(async () => {
  system = await startSystem({ begins: '2026-09-30T10:00:00+08:00' });
  staff = new Staff(system);
  browser = await launchBrowser();
  told = story();
  kase = await receive(staff, told);
  await work(staff, 'zhijian', { ...kase, told }, 'qualityCheck');
  await work(staff, 'chengban', { ...kase, told }, 'acknowledge');
  supervisor = await openAs(browser, system, 'duban', `/cases/${kase.number}?tab=clocks`);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

/** Lets one working day pass with the time machine, and sees the application's time arrive there. */
async function nextWorkingDay(page: Page, day: string): Promise<void> {
  await page.getByRole('button', { name: '时间机器' }).click();
  await page.getByRole('button', { name: '前进 1 个工作日' }).click();
  const now = page.getByTestId('application-time');
  await waitFor(
    async () => (await now.getAttribute('datetime'))?.startsWith(day) ?? false,
    `the city has come to ${day}`,
    30_000,
  );
  // The page knows the time before its own wish is answered, and until then wishes nothing more.
  await page.locator('.ys-time-machine .ant-btn-loading').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
}

it('lets the holiday pass: the unit has not called anybody, so the light is red, the phone rings, and L1 is open', async () => {
  const { page } = supervisor;
  const contact = page.getByTestId('clock-FIRST_CONTACT');
  await contact.waitFor();
  await nextWorkingDay(page, '2026-10-08');
  // 10-08 is the one working day the unit has: until 18:00.
  expect(await contact.getByText(/超时/).count()).toBe(0);
  await nextWorkingDay(page, '2026-10-09');
  await contact.getByText(/超时/).first().waitFor();

  await page.goto('/calls');
  const call = page.getByRole('listitem').filter({ hasText: kase.number }).first();
  await call.getByRole('button', { name: '按 1 确认' }).click();
  await call.getByText('已按 1 确认').first().waitFor();

  await page.goto(`/cases/${kase.number}?tab=supervision`);
  await page.getByTestId('order-L1').waitFor();
}, 120_000);

it('has the unit answer on the Saturday that is worked, and accepts it', async () => {
  const { page } = supervisor;
  const handler = await openAs(browser, system, 'chengban', listOf(kase.number));
  const answering = await claimByKeys(handler.page, await seeTask(handler.page, kase.number, '答复督办'));
  await write(answering, '督办答复', '节后已安排专人，今日联系诉求人并上门。');
  await submit(answering, '提交督办答复');
  await page.goto(listOf(kase.number));
  const reviewing = await claimByKeys(page, await seeTask(page, kase.number, '审核督办答复'));
  await choose(reviewing, '答复认可', '认可');
  await submit(reviewing, '提交审核结论');

  await page.goto(`/cases/${kase.number}?tab=clocks`);
  await nextWorkingDay(page, '2026-10-10');
  // The reply was due on Friday at 18:00: two working days after the 30th.
  await page.getByTestId('clock-REPLY').getByText(/超时/).first().waitFor();
  await handler.context.close();
}, 120_000);

it('keeps the history of every light as it came', async () => {
  const supervising = await staff.as('duban');
  const lightsOf = async (clock: string): Promise<string[]> => {
    const { nodes } = (await supervising.query(LIGHTS, { id: kase.id })).case.timeline;
    return nodes
      .filter(
        ({ type, body }: { type: string; body: { clock?: string } }) => type === 'clock.light' && body.clock === clock,
      )
      .map(({ body }: { body: { newLight: string } }) => body.newLight)
      .reverse();
  };
  await waitFor(async () => (await lightsOf('REPLY')).length === 2, 'the alarm has told the lights of REPLY');
  expect(await lightsOf('FIRST_CONTACT')).toEqual(['YELLOW', 'RED']);
  expect(await lightsOf('REPLY')).toEqual(['YELLOW', 'RED']);
  expect(await lightsOf('HANDLE')).not.toContain('RED');
  expect(supervisor.errors).toEqual([]);
});
