import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { openAnonymous, openAs, PHONE } from './support/people.js';

let system: TestSystem;
let browser: Browser;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('the language', () => {
  it('is switched in the menu at once, and is the same on the next machine', async () => {
    const { page, context } = await openAs(browser, system, 'huifang2', '/tasks');
    const menu = page.getByRole('button', { name: /苏荔/ });
    await menu.click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: /Tasks/ }).waitFor();
    await page.reload();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await context.close();

    const other = await openAs(browser, system, 'huifang2', '/tasks');
    await other.page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await other.page.getByRole('button', { name: /苏荔/ }).click();
    await other.page.getByRole('menuitem', { name: '中文' }).click();
    await other.page.getByRole('navigation', { name: '主导航' }).waitFor();
    await other.context.close();
  });

  it('is switched on the citizens’ pages without losing what was typed', async () => {
    const { page, context } = await openAnonymous(browser, system, PHONE);
    await page.goto('/report');
    await page.getByLabel('事情经过').fill('路灯不亮已经一个星期了');
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByRole('button', { name: 'Next', exact: true }).waitFor();
    expect(await page.getByRole('textbox').first().inputValue()).toBe('路灯不亮已经一个星期了');
    await context.close();
  });
});
