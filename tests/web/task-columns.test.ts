import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { findTask, report, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { listOf, openAs, PHONE } from './support/people.js';

const WHO = 'zhijian';
const USUAL = ['剩余时间', '工单号', '标题', '分类', '地区', '步骤', '办理人'];

let system: TestSystem;
let browser: Browser;
let list: string;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  const { number } = await report(system.url, story());
  await findTask(new Staff(system), WHO, number, 'qualityCheck');
  list = listOf(number);
});

afterAll(async () => {
  if (system) await system.sql`update users set preferences = '{}' where login = ${WHO}`;
  await browser?.close();
  await system?.stop();
});

async function seeHeads(page: Page, wanted: string[]): Promise<void> {
  const heads = page.locator('.ys-task-heads > span');
  await waitFor(
    async () => JSON.stringify((await heads.allInnerTexts()).filter(Boolean)) === JSON.stringify(wanted),
    `the columns are ${wanted}`,
  );
}

const button = (page: Page) => page.getByRole('button', { name: '列', exact: true });

describe('the columns of the task list', () => {
  it('are chosen by keyboard, show at once, and are the same on the next machine', async () => {
    const { page, context } = await openAs(browser, system, WHO, list);
    await seeHeads(page, USUAL);
    await button(page).focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: '列' });
    for (const name of ['分类', '到期时间']) {
      const box = panel.getByRole('checkbox', { name });
      await waitFor(async () => {
        if (await box.evaluate((element) => element === document.activeElement)) return true;
        if (await panel.evaluate((element) => element.contains(document.activeElement)))
          await page.keyboard.press('Tab');
        return false;
      }, `${name} has the focus`);
      await page.keyboard.press('Space');
    }
    const chosen = ['剩余时间', '工单号', '标题', '地区', '步骤', '到期时间', '办理人'];
    await seeHeads(page, chosen);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await button(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await waitFor(async () => {
      const [user] = await system.sql`select preferences from users where login = ${WHO}`;
      return user?.preferences.columns?.includes('due');
    }, 'the account remembers');
    await context.close();

    const other = await openAs(browser, system, WHO, list);
    await seeHeads(other.page, chosen);
    await button(other.page).click();
    await other.page.getByRole('button', { name: '恢复默认' }).click();
    await seeHeads(other.page, USUAL);
    expect(other.errors).toEqual([]);
    await other.context.close();
  });

  it('are left to the wide screens: on a telephone a task is a card', async () => {
    const { page, context } = await openAs(browser, system, WHO, list, PHONE);
    await page.getByRole('option').first().waitFor();
    expect(await button(page).count()).toBe(0);
    expect(await page.locator('.ys-task-heads').count()).toBe(0);
    await context.close();
  });
});
