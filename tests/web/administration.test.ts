import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { openAnonymous, openAs, PHONE, typeCredentials } from './support/people.js';

const OWN_PASSWORD = '晚风里的一句长话 2026';

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

const freshLogin = () => `t${randomBytes(4).toString('hex')}`;
const panelOf = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

/** Adds a handler of the water bureau. @returns the temporary password */
async function addHandler(page: Page, login: string, name: string): Promise<string> {
  await page.goto('/admin/users');
  await page.getByRole('button', { name: '新增人员' }).click();
  const panel = panelOf(page, '新增人员');
  await panel.getByLabel('账号').fill(login);
  await panel.getByLabel('姓名').fill(name);
  await panel.getByRole('checkbox', { name: '承办经办人', exact: true }).check();
  await panel.getByRole('button', { name: '新增人员' }).click();
  await panel.getByText('承办经办人、单位负责人、协办经办人须选择所属单位').waitFor();
  await panel.getByLabel(/^所属单位/).click();
  await panel.getByLabel(/^所属单位/).fill('水务');
  await page.getByTitle('澜川市水务局', { exact: true }).click();
  await panel.getByRole('button', { name: '新增人员' }).click();
  const secret = page.getByRole('dialog', { name: '临时密码，只显示这一次' });
  const password = await secret.getByTestId('temporary-password').innerText();
  await secret.getByRole('button', { name: '已记下，关闭' }).click();
  // The new account is open beside the list.
  await panelOf(page, name).getByRole('button', { name: '重设密码' }).waitFor();
  return password;
}

it('a new person signs in with the password shown once, chooses their own, and works', async () => {
  const admin = await openAs(browser, system, 'guanli', '/');
  await admin.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: /管理/ }).click();
  await admin.page.getByRole('heading', { name: '管理', level: 1 }).waitFor();
  const login = freshLogin();
  const password = await addHandler(admin.page, login, '新来的经办');

  const { page, context, errors } = await openAnonymous(browser, system);
  await page.goto('/tasks');
  await typeCredentials(page, login, password);
  await page.getByRole('heading', { name: '请先设置自己的密码' }).waitFor();
  await page.goto('/cases');
  await page.getByRole('heading', { name: '请先设置自己的密码' }).waitFor();
  const write = async (next: string, again = next) => {
    await page.getByLabel('现在的密码', { exact: true }).fill(password);
    await page.getByLabel('新密码', { exact: true }).fill(next);
    await page.getByLabel('再输一遍新密码', { exact: true }).fill(again);
    await page.getByRole('button', { name: '修改密码' }).click();
  };
  await write(OWN_PASSWORD, '别的');
  await page.getByText('两次输入的不一样').waitFor();
  await write('password2026');
  await page.getByText('这个密码太常见，很容易被猜到').waitFor();
  await write(OWN_PASSWORD);
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  await page.goto('/tasks');
  const shown = page.getByRole('listbox', { name: '任务列表' }).or(page.getByRole('status'));
  // The line for news is a status too, and hidden while there are none.
  await shown.filter({ visible: true }).first().waitFor();
  expect(errors).toEqual([]);
  await context.close();

  await admin.page.goto(`/admin/users?q=${login}`);
  await admin.page.getByTestId(`entry-${login}`).getByRole('button', { name: '新来的经办' }).click();
  const panel = panelOf(admin.page, '新来的经办');
  await panel.getByRole('region', { name: '历史' }).getByText('本人修改密码').waitFor();
  await panel.getByRole('region', { name: '历史' }).getByText('新增').first().waitFor();
  expect(admin.errors).toEqual([]);
  await admin.context.close();
});

it('who is put out of use is signed out at once and comes back by one click', async () => {
  const admin = await openAs(browser, system, 'guanli', '/');
  const login = freshLogin();
  const password = await addHandler(admin.page, login, '将要离开的人');
  const leaver = await openAnonymous(browser, system);
  await leaver.page.goto('/sign-in');
  await typeCredentials(leaver.page, login, password);
  await leaver.page.getByRole('heading', { name: '请先设置自己的密码' }).waitFor();

  const { page } = admin;
  await page.goto(`/admin/users?key=${login}`);
  const panel = panelOf(page, '将要离开的人');
  await panel
    .getByRole('button', { name: '停 用' })
    .or(panel.getByRole('button', { name: '停用' }))
    .click();
  await page
    .locator('.ant-modal-confirm')
    .getByRole('button', { name: /停\s?用/ })
    .click();
  await panel.getByText('退出 1 处登录').waitFor();
  await leaver.page.reload();
  await leaver.page.getByLabel('账号', { exact: true }).waitFor();
  await leaver.context.close();

  await panel.getByRole('button', { name: /启\s?用/ }).click();
  await panel.getByRole('region', { name: '历史' }).getByText('启用').first().waitFor();
  await page.goto('/admin/users?key=guanli');
  await page.getByText('自己的账号请由另一名系统管理员操作。').waitFor();
  expect(admin.errors).toEqual([]);
  await admin.context.close();
});

it('a unit that still has work or people says so', async () => {
  const { page, context } = await openAs(browser, system, 'guanli', '/admin/units?q=水务');
  await page.getByRole('button', { name: '澜川市水务局' }).click();
  const panel = panelOf(page, '澜川市水务局');
  await panel.getByRole('button', { name: /停\s?用/ }).click();
  await page
    .locator('.ant-modal-confirm')
    .getByRole('button', { name: /停\s?用/ })
    .click();
  await panel
    .getByRole('alert')
    .filter({ hasText: /还不能停用：.*名在用人员/ })
    .waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  await context.close();
});

it('sessions are seen with their devices, and the last of a person is ended', async () => {
  const other = await openAs(browser, system, 'fl.ul', '/');
  const { page, context } = await openAs(browser, system, 'guanli', '/admin/sessions?q=fl.ul', PHONE);
  const session = page.getByTestId('session-fl.ul').first();
  await session.getByText('Chrome · Linux').waitFor();
  await session.getByRole('button', { name: '全部退出' }).click();
  await page.getByText('没有找到').waitFor();
  await other.page.reload();
  await other.page.getByLabel('账号', { exact: true }).waitFor();
  await other.context.close();
  await context.close();
});

it('the profile chooses what comes, shows where one is signed in, and is remembered', async () => {
  const WHO = 'zgh.ul';
  await system.sql`update users set preferences = '{}' where login = ${WHO}`;
  const elsewhere = await openAs(browser, system, WHO, '/');
  const { page, context, errors } = await openAs(browser, system, WHO, '/');
  await page.getByRole('button', { name: /账号与显示设置/ }).click();
  await page.getByRole('menuitem', { name: '个人设置' }).click();
  await page.getByRole('heading', { name: '个人设置', level: 1 }).waitFor();
  await page.getByRole('switch', { name: /^日历/ }).click();
  const off = async () => {
    const [user] = await system.sql`select preferences from users where login = ${WHO}`;
    return user?.preferences.noticesOff;
  };
  await waitFor(async () => JSON.stringify(await off()) === '["CALENDAR"]', 'the choice is kept');
  await page.getByText('本机', { exact: true }).waitFor();
  await page.getByRole('button', { name: '退出其他设备' }).click();
  await page.getByText(/^已退出 \d+ 处登录$/).waitFor();
  await elsewhere.page.reload();
  await elsewhere.page.getByLabel('账号', { exact: true }).waitFor();
  await system.sql`update users set preferences = '{}' where login = ${WHO}`;
  expect(errors).toEqual([]);
  await context.close();
  await elsewhere.context.close();
});

it('a notice rings the bell by itself, leads to its page and is read', async () => {
  const WHO = 'fl.ha';
  await system.sql`delete from notifications using users where users.id = user_id and login = ${WHO}`;
  const { page, context } = await openAs(browser, system, WHO, '/');
  await page.getByRole('button', { name: '通知，0 条未读' }).waitFor();
  const tell = () => system.sql`
    with told as (
      insert into notifications (id, user_id, kind, details, created_at)
      select gen_random_uuid(), id, 'calendar.recalculated', '{"year": 2033, "cases": 4}', now()
      from users
      where login = ${WHO}
      returning user_id
    )
    select pg_notify('changes', jsonb_build_object('kind', 'notice', 'userIds', jsonb_agg(user_id))::text)
    from told`;
  // The page's stream may still be on its way.
  await waitFor(async () => {
    await tell();
    return page.getByRole('button', { name: /^通知，[1-9]\d* 条未读$/ }).isVisible();
  }, 'the bell rings');
  await page.getByRole('button', { name: /^通知，/ }).click();
  await page.getByRole('link', { name: '查看全部通知' }).click();
  await page.getByRole('heading', { name: '通知', level: 1 }).waitFor();
  await page.getByText('未读', { exact: true }).first().click();
  await page.getByRole('button', { name: '全部标为已读' }).last().click();
  await page.getByText('没有未读的通知').waitFor();
  await page.getByRole('button', { name: '通知，0 条未读' }).waitFor();
  await context.close();
});

it('a table is looked at line by line, imported, and its passwords can be saved once', async () => {
  const book = new ExcelJS.Workbook();
  const login = freshLogin();
  book.addWorksheet('人员').addRows([
    ['账号', '姓名', '角色', '单位', '班组'],
    [login, '表格来的人', '承办经办人', '澜川市水务局', ''],
    [`${login}x`, '角色写错的人', '皇帝', '', ''],
  ]);
  const { page, context, errors } = await openAs(browser, system, 'guanli', '/admin/users');
  await page.getByRole('link', { name: '导入' }).click();
  const template = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载模板' }).click();
  expect((await template).suggestedFilename()).toBe('users-zh.xlsx');
  await page.locator('input[type=file]').setInputFiles({
    name: '新人.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  });
  const preview = page.getByRole('region', { name: '预览' });
  await preview.getByText('人员 C3（角色）：请从列出的选项中选择').waitFor();
  expect(await system.sql`select from users where login = ${login}`).toHaveLength(0);
  await page.getByRole('button', { name: '导入 1 行' }).click();
  await page.getByText('已导入：新增 1 项，修改 0 项。').waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载临时密码' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  const password = new RegExp(`"${login}","表格来的人","([a-z2-9-]{19})"`).exec(text)?.[1] ?? '';
  const newcomer = await openAnonymous(browser, system);
  await newcomer.page.goto('/sign-in');
  await typeCredentials(newcomer.page, login, password);
  await newcomer.page.getByRole('heading', { name: '请先设置自己的密码' }).waitFor();
  await newcomer.context.close();
  expect(errors).toEqual([]);
  await context.close();
});
