import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { readCase, report, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { listOf, openAs } from './support/people.js';
import { moveTo, rowOf, seeTask } from './support/task-pane.js';

const NAMES = { zhijian: '周砚', zhijian2: '周楷' };

let system: TestSystem;
let staff: Staff;
let browsers: Browser[] = [];
let number: string;
const people = new Map<keyof typeof NAMES, Visitor>();

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  browsers = await Promise.all([launchBrowser(), launchBrowser()]);
  ({ number } = await report(system.url, story()));
  const logins: (keyof typeof NAMES)[] = ['zhijian', 'zhijian2'];
  for (const [index, login] of logins.entries())
    people.set(login, await openAs(browsers[index] as Browser, system, login, listOf(number)));
});

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await system?.stop();
});

/** Keeps the claims of all pages back until each has sent one. */
async function holdClaims(pages: Page[]): Promise<void> {
  let waiting = pages.length;
  let open: () => void = () => {};
  const everybody = new Promise<void>((resolve) => {
    open = resolve;
  });
  for (const page of pages)
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('mutation ClaimTask')) {
        waiting -= 1;
        if (waiting === 0) open();
        await everybody;
      }
      await route.continue();
    });
}

const holder = async () =>
  (await readCase(staff, { number })).tasks.find(({ kind }) => kind === 'qualityCheck')?.holder;

describe('two people of one group', () => {
  it('claim the same task at the same moment: one has it, the other is told who', async () => {
    const pages = [...people.values()].map(({ page }) => page);
    for (const page of pages) await moveTo(page, await seeTask(page, number, '质检'));
    await holdClaims(pages);
    await Promise.all(pages.map((page) => page.keyboard.press('c')));

    const winner = await waitFor(
      async () => (await holder())?.login as keyof typeof NAMES | undefined,
      'somebody has claimed it',
    );
    const loser = winner === 'zhijian' ? 'zhijian2' : 'zhijian';
    const [won, lost] = [people.get(winner) as Visitor, people.get(loser) as Visitor];
    await lost.page.getByText(`已被${NAMES[winner]}领取`).waitFor();
    await rowOf(lost.page, number, '质检').getByText(NAMES[winner], { exact: true }).waitFor();
    await rowOf(won.page, number, '质检').getByText('我', { exact: true }).waitFor();
    expect(await won.page.getByText(/已被.*领取/).count()).toBe(0);
    expect(await holder()).toEqual({ login: winner });
  });

  it('see each other release and claim without reloading', async () => {
    const first = (await holder())?.login as keyof typeof NAMES;
    const second = first === 'zhijian' ? 'zhijian2' : 'zhijian';
    const [one, other] = [people.get(first) as Visitor, people.get(second) as Visitor];
    await one.page.keyboard.press('r');
    const row = rowOf(other.page, number, '质检');
    await row.getByText('无人领取', { exact: true }).waitFor();
    await other.page.keyboard.press('c');
    await row.getByText('我', { exact: true }).waitFor();
    await rowOf(one.page, number, '质检').getByText(NAMES[second], { exact: true }).waitFor();
    // Who does not have it reads it, and is told why it cannot be changed.
    await one.page.keyboard.press('Enter');
    const pane = one.page.getByRole('complementary', { name: '任务', exact: true });
    await pane.getByText(`${NAMES[second]}正在办理，您可以查看，不能修改。`).waitFor();
    expect(await pane.getByRole('button', { name: '提交质检结果' }).count()).toBe(0);
    expect(await holder()).toEqual({ login: second });
  });

  it('had no other errors on their pages than the lost race', () => {
    const errors = [...people.values()].flatMap((visitor) => visitor.errors);
    expect(errors.filter((error) => !/status of 409 .*\/graphql$/.test(error))).toEqual([]);
  });
});
