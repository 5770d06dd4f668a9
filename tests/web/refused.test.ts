import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { findTask, report, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { openAs, toldWithPage, typeCredentials } from './support/people.js';

const told = story();

let system: TestSystem;
let browser: Browser;
let number: string;
let taskId: string;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  const staff = new Staff(system);
  ({ number } = await report(system.url, told));
  await work(staff, 'zhijian', { number, told }, 'qualityCheck');
  ({ id: taskId } = await findTask(staff, 'chengban', number, 'acknowledge'));
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('who may not see a case', () => {
  it('an administrator has no way to cases or tasks, and no content by their address', async () => {
    const { page, context } = await openAs(browser, system, 'guanli', '/');
    const navigation = page.getByRole('navigation', { name: '主导航' });
    await navigation.getByRole('link', { name: '运行' }).waitFor();
    for (const name of ['工作台', '台账', '受理'])
      expect(await navigation.getByRole('link', { name: new RegExp(name) }).count()).toBe(0);
    for (const path of ['/cases', `/cases/${number}`, '/tasks?scope=ALL', `/tasks/${taskId}`, '/intake']) {
      await page.goto(path);
      await toldWithPage(page, path, () => page.getByText('您的岗位看不到这里').first().waitFor());
      const said = await page.locator('body').innerText();
      expect(said).not.toContain(told.title);
      expect(said).not.toContain('水表井');
      expect(said).not.toContain('白先生');
    }
    await context.close();
  });

  it('a handler finds receipt in the menu, the leader of the unit does not', async () => {
    for (const [login, links] of [
      ['cgj.ha', 1],
      ['cgj.ul', 0],
    ] as const) {
      const { page, context } = await openAs(browser, system, login, '/');
      const navigation = page.getByRole('navigation', { name: '主导航' });
      await navigation.getByRole('link', { name: /工作台/ }).waitFor();
      expect([login, await navigation.getByRole('link', { name: /受理/ }).count()]).toEqual([login, links]);
      await context.close();
    }
  });

  it('a handler of another unit is told that there is no such case for them', async () => {
    const { page, context } = await openAs(browser, system, 'cgj.ha', `/cases/${number}`);
    await page.getByRole('heading', { name: /没有这件工单/ }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('水表井');
    await page.goto(`/tasks/${taskId}`);
    await page.getByRole('heading', { name: /没有这项任务/ }).waitFor();
    await page.goto(`/tasks?scope=ALL&q=${number}`);
    await page.getByText('没有符合条件的任务').waitFor();
    await context.close();
  });

  it('the unit that handles it sees it, with the requester masked', async () => {
    const { page, context } = await openAs(browser, system, 'chengban', `/cases/${number}`);
    await page.getByText(told.text).first().waitFor();
    const said = await page.locator('body').innerText();
    expect(said).not.toContain(String(told.requester.phone));
    await context.close();
  });
});

describe('a session that has ended', () => {
  it('leads to signing in and back to the same page', async () => {
    const { page, context } = await openAs(browser, system, 'fuzeren', `/cases/${number}?tab=clocks`);
    await page.getByTestId('case-status').waitFor();
    await system.sql`delete from sessions using users where users.id = sessions.user_id and users.login = 'fuzeren'`;
    await page.getByRole('tab', { name: '经过', exact: true }).click();
    await toldWithPage(page, 'after the session', () =>
      page.getByText('登录已失效。重新登录后回到刚才的页面，草稿都在。').waitFor(),
    );
    expect(new URL(page.url()).searchParams.get('return')).toBe(`/cases/${number}?tab=route`);
    await typeCredentials(page, 'fuzeren', 'not the password');
    await page.getByRole('alert').filter({ hasText: '账号或密码不对' }).waitFor();
    await typeCredentials(page, 'fuzeren', system.demoPassword);
    await toldWithPage(page, 'signed in again', () =>
      page.getByRole('tab', { name: '经过', exact: true, selected: true }).waitFor(),
    );
    expect(new URL(page.url()).pathname).toBe(`/cases/${number}`);
    await context.close();
  });

  it('leaves nothing in memory for whoever signs in next in the same window', async () => {
    const { page, context } = await openAs(browser, system, 'fuzeren', `/cases/${number}`);
    await page.getByText(told.text).first().waitFor();
    await page.getByRole('button', { name: /高澄/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByLabel('账号', { exact: true }).waitFor();
    await page.waitForURL(`${system.url}/sign-in`);
    await page.getByLabel('账号', { exact: true }).waitFor();
    await page.evaluate(() => Object.assign(window, { sameWindow: true }));
    await typeCredentials(page, 'cgj.ha', system.demoPassword);
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    expect(await page.evaluate(() => 'sameWindow' in window)).toBe(false);
    await page.goto(`/cases/${number}`);
    await page.getByRole('heading', { name: /没有这件工单/ }).waitFor();
    await context.close();
  });

  it('never leads to another site', async () => {
    const { page, context } = await openAs(browser, system, 'paidan2', '/sign-in?return=//example.invalid/');
    await typeCredentials(page, 'paidan2', system.demoPassword);
    await page.waitForURL((url) => url.pathname === '/tasks');
    expect(new URL(page.url()).origin).toBe(system.url);
    await context.close();
  });
});
