import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { receive, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { openAs, PHONE } from './support/people.js';

/** Quality checkers of one team. */
const WHO = 'zhijian';
const COLLEAGUE = 'zhijian2';
const VIEW = '台账测试的视图';

let system: TestSystem;
let browser: Browser;
let number: string;
let listed: string;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  ({ number } = await receive(new Staff(system), story(), 'huawu3'));
  listed = `/cases?q=${number}`;
}, 120_000);

afterAll(async () => {
  if (system) {
    await system.sql`delete from saved_views where name = ${VIEW}`;
    await system.sql`update users set preferences = '{}' where login in (${WHO}, ${COLLEAGUE})`;
  }
  await browser?.close();
  await system?.stop();
});

const rowOf = (page: Page): Locator => page.getByTestId(`ledger-${number}`);
const heads = (page: Page) => page.locator('.ys-ledger-rows th').allInnerTexts();
const see = (what: string, right: () => Promise<boolean> | boolean) => waitFor(async () => right(), what);

describe('the ledger', () => {
  it('is narrowed by filters that stand in the address, each taken off by one click', async () => {
    const { page, context, errors } = await openAs(browser, system, WHO, '/cases');
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    const panel = page.getByRole('dialog', { name: '筛选' });
    await panel.getByRole('checkbox', { name: '一般' }).click();
    await see('it stands in the address', () => page.url().endsWith('urgency=2'));
    await panel.getByRole('checkbox', { name: '特急' }).click();
    // Only for those whose role finds people by phone.
    expect(await panel.getByLabel('电话后四位').count()).toBe(0);
    await page.keyboard.press('Escape');
    await see('both stand in the address', () => page.url().includes('urgency=4%2C2'));
    const chips = page.getByRole('list', { name: '生效的筛选' });
    await rowOf(page).waitFor();
    await chips.getByRole('button', { name: '去掉筛选：一般' }).click();
    await see('one is left', () => page.url().endsWith('urgency=4'));
    await rowOf(page).waitFor({ state: 'detached' });
    await page.reload();
    await chips.getByText('特急').waitFor();
    await chips.getByRole('button', { name: '去掉筛选：特急' }).click();
    await rowOf(page).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('keeps both of two filters that are chosen in one breath', async () => {
    const { page, context } = await openAs(browser, system, WHO, '/cases');
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByRole('dialog', { name: '筛选' }).evaluate((panel) => {
      const labels = [...panel.querySelectorAll('label')];
      for (const words of ['一般', '特急']) labels.find((each) => each.textContent === words)?.click();
    });
    await see('both stand in the address', () => page.url().includes('urgency=4%2C2'));
    await context.close();
  });

  it('is worked by keys: / to the words, j to the first row, Enter into the case', async () => {
    const { page, context } = await openAs(browser, system, WHO, '/cases');
    await rowOf(page).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(number);
    await see('the words are in the address', () => page.url().endsWith(`q=${number}`));
    await page.getByText('1 件', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${number}`);
    await context.close();
  });

  it('has views that a colleague of the same team finds and cannot delete', async () => {
    const mine = await openAs(browser, system, WHO, listed);
    await rowOf(mine.page).waitFor();
    await mine.page.getByRole('button', { name: '存为视图' }).click();
    const panel = mine.page.getByRole('dialog', { name: '存为视图' });
    await panel.getByRole('textbox', { name: '视图名称' }).fill(VIEW);
    await panel.getByRole('checkbox', { name: /也能用$/ }).check();
    await panel.getByRole('button', { name: '保存' }).click();
    await mine.page.getByRole('button', { name: `删除视图${VIEW}` }).waitFor({ state: 'attached' });
    await mine.context.close();

    const { page, context, errors } = await openAs(browser, system, COLLEAGUE, '/cases');
    await page.getByRole('navigation', { name: '视图' }).getByRole('button', { name: VIEW }).click();
    await see('the view is open', () => page.url().endsWith(`q=${number}`));
    await rowOf(page).waitFor();
    expect(await page.getByRole('button', { name: `删除视图${VIEW}` }).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows the columns a reader chose, in the reader’s order, also on the next machine', async () => {
    const { page, context } = await openAs(browser, system, WHO, listed);
    await rowOf(page).waitFor();
    expect(await heads(page)).toEqual(['剩余时间', '工单号', '诉求', '状态', '类别', '主办单位', '受理时间']);
    await page.getByRole('button', { name: '列', exact: true }).click();
    const panel = page.getByRole('dialog', { name: '列' });
    await panel.getByRole('checkbox', { name: '来源' }).check();
    await panel.getByRole('checkbox', { name: '类别' }).uncheck();
    await panel.getByRole('button', { name: '工单号前移' }).click();
    const chosen = ['工单号', '剩余时间', '诉求', '状态', '主办单位', '来源', '受理时间'];
    await see('the heads follow', async () => (await heads(page)).join() === chosen.join());
    await see('the account remembers', async () => {
      const [user] = await system.sql`select preferences from users where login = ${WHO}`;
      return user?.preferences.ledgerColumns?.[0] === 'number' && user.preferences.ledgerColumns.includes('channel');
    });
    await context.close();
    const other = await openAs(browser, system, WHO, listed);
    await rowOf(other.page).waitFor();
    expect(await heads(other.page)).toEqual(chosen);
    await other.context.close();
  });

  it('leaves the house as a file that says who took it', async () => {
    const { page, context, errors } = await openAs(browser, system, WHO, listed);
    await rowOf(page).waitFor();
    await page.getByRole('button', { name: '导出' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /CSV/ }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^问题台账-EX\d+[\dX]\.csv$/);
    const file = await readFile(await download.path(), 'utf8');
    expect(file).toContain('内部资料 请勿外传');
    expect(file).toContain(`（${WHO}）`);
    expect(file).toContain(number);
    const exportNumber = /EX\d+[\dX]/.exec(download.suggestedFilename())?.[0] ?? '';
    await see('the export is recorded', async () => {
      const [row] = await system.sql`select state, rows from exports where number = ${exportNumber}`;
      return row?.state === 'FINISHED' && row.rows === 1;
    });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('can be printed: black on white, with who and when', async () => {
    const { page, context, errors } = await openAs(browser, system, WHO, `/cases/print?q=${number}`);
    await page.getByRole('cell', { name: number }).waitFor();
    expect(await page.locator('.ys-print-mark').innerText()).toContain(`（${WHO}）`);
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await page.locator('.ys-print-ground').isVisible()).toBe(true);
    const ground = await page.locator('.ys-print').evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(ground).toBe('rgb(255, 255, 255)');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('keeps its filters in a drawer on a telephone, and its rows are cards', async () => {
    const { page, context, errors } = await openAs(browser, system, WHO, listed, PHONE);
    await rowOf(page).waitFor();
    expect(await page.getByRole('button', { name: '列', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('checkbox', { name: '一般' }).click();
    await drawer.getByRole('button', { name: '看结果' }).click();
    await drawer.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '去掉筛选：一般' }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
