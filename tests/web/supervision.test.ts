import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { readCase, report, type Story, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { listOf, openAs } from './support/people.js';
import { choose, claimByKeys, seeTask, submit, write } from './support/task-pane.js';

const ANSWER = '已更换水表井阀门，明日回填路面，三日内答复诉求人。';
const WAITS = '答复已认可。督办单在工单答复诉求人（或依法终结）后才销号。';

let system: TestSystem;
let staff: Staff;
let browser: Browser;
let supervisor: Visitor;
let told: Story;
let number: string;

const desk = (text: string) => `/supervision?${new URLSearchParams({ q: text })}`;
const row = (page: Page, of: string) => page.getByTestId(`board-${of}`);

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  browser = await launchBrowser();
  told = story();
  ({ number } = await report(system.url, told));
  await waitFor(
    async () => (await readCase(staff, { number })).tasks.length > 0,
    'the engine has its models and the case has started',
    60_000,
  );
  supervisor = await openAs(browser, system, 'duban', desk(number));
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('a supervisor', () => {
  it('finds a case on the desk from its first minute, and opens the first level once a unit has it', async () => {
    const { page } = supervisor;
    await row(page, number).getByText('未介入').waitFor();
    await work(staff, 'zhijian', { number, told }, 'qualityCheck');
    await row(page, number).getByText('水务局').waitFor();
    await row(page, number)
      .getByRole('button', { name: `督办 ${number}` })
      .click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('radio', { name: /^L1 实时督办/ }).isChecked()).toBe(true);
    await dialog.getByText('须另外两人先后审批').waitFor();
    await dialog.getByRole('button', { name: '开 L1 督办单' }).click();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByRole('textbox', { name: '督办理由' }).fill('三天无人到场，请说明何时修好。');
    await dialog.getByRole('button', { name: '开 L1 督办单' }).click();
    await row(page, number).getByText('待答复').waitFor();
  });

  it('accepts what the handler answered, and the order stays until the requester has the reply', async () => {
    const handler = await openAs(browser, system, 'chengban', listOf(number));
    const answering = await claimByKeys(handler.page, await seeTask(handler.page, number, '答复督办'));
    await answering.getByText('三天无人到场，请说明何时修好。').first().waitFor();
    await write(answering, '督办答复', ANSWER);
    await submit(answering, '提交督办答复');

    const { page } = supervisor;
    await page.goto(listOf(number));
    const reviewing = await claimByKeys(page, await seeTask(page, number, '审核督办答复'));
    await reviewing.getByText(ANSWER).first().waitFor();
    await choose(reviewing, '答复认可', '认可');
    await submit(reviewing, '提交审核结论');

    await page.goto(`/cases/${number}?tab=supervision`);
    const order = page.getByTestId('order-L1');
    await order.getByText(WAITS).waitFor();
    for (const [login, kind] of [
      ['chengban', 'acknowledge'],
      ['chengban', 'handle'],
      ['chengban', 'draftReply'],
      ['fuzeren', 'approveReply'],
    ] as const)
      await work(staff, login, { number, told }, kind);
    await order.getByText('已销号', { exact: true }).waitFor();
    expect(await order.getByText(WAITS).count()).toBe(0);
    expect([...handler.errors, ...supervisor.errors]).toEqual([]);
    await handler.context.close();
  });

  it('sees before a bulk reminder what each case would get, and takes it back within the window', async () => {
    const word = `督办试验${told.n}`;
    const withUnit = story({ title: `${word}甲` });
    const without = story({ title: `${word}乙` });
    const first = (await report(system.url, withUnit)).number;
    const second = (await report(system.url, without)).number;
    await work(staff, 'zhijian', { number: first, told: withUnit }, 'qualityCheck');
    const { page } = supervisor;
    await page.goto(desk(word));
    await row(page, first).getByText('水务局').waitFor();
    await row(page, first).getByRole('checkbox').check();
    await row(page, second).getByRole('link', { name: second }).focus();
    await page.keyboard.press('x');
    await page.getByRole('button', { name: '提醒单位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('将提醒 1 件，跳过 1 件').waitFor();
    await dialog.getByRole('listitem').filter({ hasText: second }).getByText('跳过：还没有派单位').waitFor();
    await dialog.getByRole('button', { name: '提醒 1 件' }).click();
    const bar = page.getByRole('region', { name: '提醒结果' });
    await bar.getByText('即将提醒 1 件').waitFor();
    await bar.getByText(/^\d+ 秒后发出$/).waitFor();
    await bar.getByRole('button', { name: '撤销' }).click();
    await bar.getByText('已撤销，没有人收到提醒').waitFor();
    await waitFor(async () => {
      const [batch] = await system.sql`
        select b.undone_at
        from reminder_batches b
        join reminders m on m.batch_id = b.id
        join cases c on c.id = m.case_id
        where c.number = ${first}`;
      return batch?.undone_at;
    }, 'the reminder is taken back for good');
    expect(supervisor.errors).toEqual([]);
  });
});
