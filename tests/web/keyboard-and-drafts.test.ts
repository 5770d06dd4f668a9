import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, report, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { openAs } from './support/people.js';
import { formOf, moveTo, rowOf, write } from './support/task-pane.js';

/** Stands in the words of both cases and of no other. */
const MARK = `钥匙${Date.now()}`;

let system: TestSystem;
let browser: Browser;
let checker: Visitor;
let page: Page;
const numbers: string[] = [];

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  const staff = new Staff(system);
  for (const n of [1, 2]) {
    const told = story({ title: `${MARK}第${n}件`, text: `${MARK}第${n}件：门锁坏了，请派人来修。` });
    numbers.push((await report(system.url, told)).number);
  }
  for (const number of numbers) await findTask(staff, 'zhijian2', number, 'qualityCheck');
  checker = await openAs(browser, system, 'zhijian2', `/tasks?q=${encodeURIComponent(MARK)}`);
  ({ page } = checker);
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const list = () => page.getByRole('listbox', { name: '任务列表' });
const cursor = () => list().getAttribute('aria-activedescendant');
/** Claims and releases wait until they are let go; what the server has answered since, in order. */
async function holdActs(): Promise<{ letGo: () => void; answered: string[] }> {
  const answered: string[] = [];
  const nameOf = (text: string | null) => /claimTask|releaseTask/.exec(text ?? '')?.[0];
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/graphql', async (route) => {
    const name = nameOf(route.request().postData());
    if (!name) return route.continue();
    await held;
    const response = await route.fetch();
    answered.push(name);
    await route.fulfill({ response });
  });
  return { answered, letGo: () => letGo() };
}
const pane = () => page.getByRole('complementary', { name: '任务', exact: true });

describe('a hand on the keyboard', () => {
  it('moves with j and k, claims with c, puts back with r, opens with Enter, closes with Escape', async () => {
    await page.getByRole('option').nth(1).waitFor();
    await page.keyboard.press('j');
    const first = await waitFor(cursor, 'the cursor stands on the first row');
    await page.keyboard.press('j');
    await waitFor(async () => (await cursor()) !== first, 'j moves down');
    await page.keyboard.press('k');
    await waitFor(async () => (await cursor()) === first, 'k moves up');
    const row = page.locator(`[id="${first}"]`);
    await page.keyboard.press('c');
    await row.getByText('我', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await formOf(page);
    await page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await row.getByText('无人领取', { exact: true }).waitFor();
  });

  it('sees with d how the time left is reckoned, and goes with g and a letter that alone would act on the row', async () => {
    const row = rowOf(page, numbers[0] as string, '质检');
    await moveTo(page, row);
    await page.keyboard.press('d');
    const reckoning = page.getByRole('status', { name: '时限怎么算' });
    await reckoning.getByText(/个工作小时/).waitFor();
    await page.keyboard.press('Escape');
    await reckoning.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForURL((url) => url.pathname === '/cases');
    await page.goBack();
    await row.getByText('无人领取', { exact: true }).waitFor();
  });

  it('is obeyed in the order of the keys when the network is slow, and no late answer takes off what came after', async () => {
    const row = rowOf(page, numbers[0] as string, '质检');
    await moveTo(page, row);
    const network = await holdActs();
    await page.keyboard.press('c');
    await row.getByText('我', { exact: true }).waitFor();
    await page.keyboard.press('r');
    await row.getByText('无人领取', { exact: true }).waitFor();
    await page.keyboard.press('c');
    await row.getByText('我', { exact: true }).waitFor();
    await row.evaluate((element) => {
      const seen: string[] = [];
      Object.assign(window, { seenHolders: seen });
      new MutationObserver(() => seen.push((element as HTMLElement).innerText)).observe(element, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    network.letGo();
    await waitFor(async () => network.answered.length === 3, 'the server has answered all three');
    expect(network.answered).toEqual(['claimTask', 'releaseTask', 'claimTask']);
    await page.unroute('**/graphql');
    const seen = await page.evaluate(() => (window as unknown as { seenHolders: string[] }).seenHolders);
    expect(seen.filter((text) => text.includes('无人领取'))).toEqual([]);
    await page.reload();
    await row.getByText('我', { exact: true }).waitFor();
    await moveTo(page, row);
    await page.keyboard.press('r');
    await row.getByText('无人领取', { exact: true }).waitFor();
  });

  it('is not undone by a reading of the list from before', async () => {
    const row = rowOf(page, numbers[0] as string, '质检');
    await moveTo(page, row);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let old = false;
    let arrived = false;
    await page.route('**/graphql', async (route) => {
      if (old || !route.request().postData()?.includes('TaskListPage')) return route.continue();
      const response = await route.fetch();
      old = true;
      await held;
      await route.fulfill({ response });
      arrived = true;
    });
    await system.sql`select pg_notify('changes', ${JSON.stringify({ kind: 'many' })})`;
    await waitFor(async () => old, 'the list is read again');
    const claimed = page.waitForResponse((response) => response.request().postData()?.includes('claimTask') ?? false);
    await page.keyboard.press('c');
    await claimed;
    await row.getByText('我', { exact: true }).waitFor();
    letGo();
    await waitFor(async () => arrived, 'the old reading arrives');
    await page.unroute('**/graphql');
    const released = page.waitForResponse(
      (response) => response.request().postData()?.includes('releaseTask') ?? false,
    );
    await page.keyboard.press('r');
    await released;
    await row.getByText('无人领取', { exact: true }).waitFor();
  });

  it('sees all keys with ?, and keys are plain letters in a field', async () => {
    await page.keyboard.press('?');
    const card = page.getByRole('dialog', { name: '键盘操作' });
    await card.getByText('领取', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    // The card is gone a moment before what lies around it, which keeps the keys and then gives the focus back.
    await page.locator('.ant-modal-wrap:visible').waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    const field = page.getByRole('textbox', { name: '筛选工单号、标题' });
    await waitFor(() => field.evaluate((element) => element === document.activeElement), 'the filter has the focus');
    await page.keyboard.press('End');
    await page.keyboard.type('cjk');
    expect(await field.inputValue()).toBe(`${MARK}cjk`);
    for (const _ of 'cjk') await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');
    await page.getByRole('option').nth(1).waitFor();
  });

  it('selects with x and claims both with one button, with an undo', async () => {
    for (const number of numbers) {
      await moveTo(page, rowOf(page, number, '质检'));
      await page.keyboard.press('x');
    }
    const bar = page.getByRole('region', { name: '批量操作' }).or(page.getByRole('toolbar', { name: '批量操作' }));
    await bar.getByText('已选 2 件').waitFor();
    await bar.getByRole('button', { name: '领取 2 件' }).click();
    for (const number of numbers) await rowOf(page, number, '质检').getByText('我', { exact: true }).waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销 2 件').waitFor();
    for (const number of numbers) await rowOf(page, number, '质检').getByText('无人领取', { exact: true }).waitFor();
  });
});

describe('a draft', () => {
  it('is kept by itself and is there after a reload', async () => {
    await page.keyboard.press('Escape');
    await moveTo(page, rowOf(page, numbers[0] as string, '质检'));
    await page.keyboard.press('c');
    await page.keyboard.press('Enter');
    await write(await formOf(page), '诉求摘要', '写到一半的摘要');
    await pane()
      .getByText(/^已自动保存/)
      .waitFor();
    await page.reload();
    const again = await formOf(page);
    expect(await again.getByRole('textbox', { name: /^诉求摘要/ }).inputValue()).toBe('写到一半的摘要');
    await again.getByText(/^已恢复/).waitFor();
  });
});

describe('what opens over a page', () => {
  it('takes the focus and gives it back: a panel, and a dialog out of a menu', async () => {
    const { page: other, context } = await openAs(browser, system, 'zhijian2', `/cases/${numbers[0]}`);
    const more = other.getByRole('button', { name: /^更多/ });
    await more.focus();
    await other.keyboard.press('Enter');
    await waitFor(
      () => other.evaluate(() => document.activeElement?.getAttribute('role') === 'menuitem'),
      'the menu has the focus',
    );
    await other.keyboard.press('Enter');
    const field = other.getByRole('dialog').getByRole('textbox');
    await waitFor(() => field.evaluate((element) => element === document.activeElement), 'the dialog has the focus');
    await other.keyboard.press('Escape');
    await waitFor(
      () => more.evaluate((element) => element === document.activeElement),
      'the menu’s button has it again',
    );
    await context.close();

    const filter = page.getByRole('button', { name: '筛选' });
    await filter.focus();
    await page.keyboard.press('Enter');
    await waitFor(
      () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null),
      'the panel has the focus',
    );
    await page.keyboard.press('Escape');
    await waitFor(
      () => filter.evaluate((element) => element === document.activeElement),
      'the panel’s button has it again',
    );
  });
});

describe('the way back', () => {
  it('leads from the whole page of a task to the list as it was filtered', async () => {
    const before = new URL(page.url()).searchParams.get('q');
    await pane().getByRole('link', { name: '在整页打开' }).click();
    await page.waitForURL(/\/tasks\/[0-9a-f-]+$/);
    await page.getByRole('heading', { name: '质检', exact: true }).waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/tasks');
    expect(new URL(page.url()).searchParams.get('q')).toBe(before);
    await rowOf(page, numbers[1] as string, '质检').waitFor();
    expect(await page.getByRole('option').count()).toBe(2);
    expect(await page.getByRole('textbox', { name: '筛选工单号、标题' }).inputValue()).toBe(MARK);
  });

  it('wrote no error', () => {
    expect(checker.errors).toEqual([]);
  });
});
