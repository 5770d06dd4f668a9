import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { receive, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { openAs, PHONE } from './support/people.js';
import { overflow } from './support/words.js';

/** Far enough away that no other test's deadline reaches into it. */
const YEAR = 2031;
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

let system: TestSystem;
let browser: Browser;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
});

afterAll(async () => {
  // The calendar as other tests know it.
  await system.sql`delete from calendar_changes`;
  await system.sql`delete from calendar_days where notice_year = ${YEAR}`;
  await system.sql`delete from calendar_years where year = ${YEAR}`;
  await system.sql`select pg_notify('calendar_changed', '')`;
  await browser?.close();
  await system?.stop();
});

function notice(days: { name: string; date: string; isOffDay: boolean }[] = []): string {
  const fixed = FIXED.map((day) => ({ name: '节日', date: `${YEAR}-${day}`, isOffDay: true }));
  return JSON.stringify({ year: YEAR, papers: ['国办发明电〔2030〕1号'], days: [...fixed, ...days] }, null, 2);
}

describe('the calendar page', () => {
  it('imports a year: refused with the line, previewed, confirmed, and the open case page shows the moved deadline', async () => {
    const staff = new Staff(system);
    const told = story();
    const { id, number } = await receive(staff, told);
    await waitFor(async () => {
      const [row] = await system.sql`select from clocks where case_id = ${id} and state = 'RUNNING'`;
      return row;
    }, 'a clock of the case runs');
    // As if it reached into that year: so many working days that they end in its January.
    await system.sql`
      update clocks set kind = 'HANDLE', span = '5wd', started_at = ${`${YEAR - 1}-12-27T10:00:00+08:00`}, due_at = ${`${YEAR}-01-06T18:00:00+08:00`},
        original_due_at = ${`${YEAR}-01-06T18:00:00+08:00`}, yellow_at = ${`${YEAR}-01-02T18:00:00+08:00`}, remind_at = ${`${YEAR}-01-03T12:00:00+08:00`},
        next_tick_at = ${`${YEAR}-01-02T18:00:00+08:00`}, provisional = true
      where case_id = ${id} and state = 'RUNNING'`;
    const reader = await openAs(browser, system, 'zhijian', `/cases/${number}?tab=clocks`);
    await reader.page
      .getByText(new RegExp(`${YEAR}年1月6日`))
      .first()
      .waitFor();

    const { page, context, errors } = await openAs(browser, system, 'guanli', '/');
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '日历' }).click();
    await page.getByRole('heading', { name: '工作日历', level: 1 }).waitFor();
    await page
      .getByRole('table', { name: '10 月' })
      .getByText('法定节假日：国庆节')
      .first()
      .waitFor({ state: 'attached' });
    await page.goto(`/calendar?year=${YEAR}`);
    await page.getByText('未公布', { exact: true }).waitFor();

    await page.getByRole('button', { name: '导入放假安排' }).click();
    const dialog = page.getByRole('dialog', { name: '导入国务院放假安排' });
    const text = dialog.getByRole('textbox', { name: '放假安排' });
    await text.fill(notice([{ name: '春节', date: `${YEAR}-10-01`, isOffDay: false }]));
    await dialog.getByRole('button', { name: '预览影响' }).click();
    await dialog.getByText(/第 \d+ 行不能导入：2031-10-01 前面已经列过/).waitFor();

    await text.fill(notice([{ name: '元旦', date: `${YEAR}-01-02`, isOffDay: true }]));
    await dialog.getByRole('button', { name: '预览影响' }).click();
    const change = page.getByRole('region', { name: `${YEAR} 年放假安排` });
    const row = change.getByRole('row').filter({ hasText: number });
    await row.getByText('办理').waitFor();
    expect(await change.getByText(told.text).count()).toBe(0);

    await change.getByRole('button', { name: '确认并重算时限' }).click();
    await page
      .getByText(/已生效，重算 \d+ 个时限，涉及 \d+ 件工单/)
      .first()
      .waitFor();
    await page.getByText('已公布', { exact: true }).waitFor();
    await reader.page
      .getByText(new RegExp(`${YEAR}年1月7日`))
      .first()
      .waitFor();
    expect([...errors, ...reader.errors]).toEqual([]);
    await context.close();
    await reader.context.close();
  });

  it('can be read but not changed by others, also on a phone', async () => {
    const { page, context } = await openAs(browser, system, 'chengban', '/calendar', PHONE);
    await page.getByText('日历由系统管理员维护，这里只能查看。').waitFor();
    await page.getByRole('table', { name: '12 月', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '导入放假安排' }).count()).toBe(0);
    expect(await overflow(page)).toEqual({ by: 0, because: [] });
    await context.close();
  });
});
