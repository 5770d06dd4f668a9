import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, readCase, report, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { listOf, openAnonymous, openAs, PHONE, toldWithPage } from './support/people.js';
import { choose, claimByKeys, rowOf, seeTask, submit } from './support/task-pane.js';

const WHY = '井盖要从外地调货，下周到货后立即更换。';
const FIRST_ANSWER = '漏点找到了，井盖要换，师傅后天上门。';
const HALF_WRITTEN = '水表在院子东';
const ENDS_WHEN = '您把水表井的照片发给我们';

const told = story();
let system: TestSystem;
let browser: Browser;
let number: string;
let handler: Visitor;
let leader: Visitor;
let dispatcher: Visitor;
let citizen: Visitor;

beforeAll(async () => {
  system = await sharedSystem();
  const staff = new Staff(system);
  browser = await launchBrowser();
  const reported = await report(system.url, told);
  number = reported.number;
  // The first case of a run may wait for an engine that has only just come up.
  await waitFor(async () => (await readCase(staff, { number })).tasks[0], 'the first task is there', 60_000);
  await work(staff, 'zhijian', { number, told }, 'qualityCheck');
  await work(staff, 'chengban', { number, told }, 'acknowledge');
  await findTask(staff, 'chengban', number, 'handle');
  handler = await openAs(browser, system, 'chengban', listOf(number));
  leader = await openAs(browser, system, 'fuzeren', listOf(number));
  dispatcher = await openAs(browser, system, 'paidan', listOf(number));
  citizen = await openAnonymous(browser, system, PHONE);
  await lookUp(citizen.page, number, reported.checkCode);
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function lookUp(page: Page, of: string, checkCode: string): Promise<void> {
  await page.goto('/progress');
  await page.getByLabel('受理编号').fill(of);
  await page.getByLabel('查询码').fill(checkCode);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByTestId('headline').waitFor();
}

const handling = (page: Page) => page.getByTestId('clock-HANDLE');
const timeLeft = (page: Page) => rowOf(page, number, '办理').locator('.ys-clock-button');

describe('an interim reply', () => {
  const form = (page: Page) => page.getByRole('dialog', { name: '阶段答复诉求人' });

  it('without words is not sent; with them it goes out by the keyboard, and the limit of reply is met', async () => {
    const { page } = handler;
    await page.goto(`/cases/${number}?tab=clocks`);
    const limit = page.getByTestId('clock-REPLY');
    await limit.getByText(/还剩/).waitFor();
    await page.getByRole('button', { name: '阶段答复', exact: true }).click();
    const field = form(page).getByLabel('答复内容');
    await form(page).getByText('诉求人在进度页上立即看到这段话').waitFor();
    await waitFor(() => field.evaluate((it) => it === document.activeElement), 'the field waits for words');
    await page.keyboard.press('Control+Enter');
    await form(page).getByText('请写答复内容').waitFor();
    await page.keyboard.type(FIRST_ANSWER);
    await page.keyboard.press('Control+Enter');
    await form(page).waitFor({ state: 'hidden' });
    await toldWithPage(page, 'the clock of reply', () => limit.getByText('按时完成', { exact: true }).waitFor());
    await page.getByRole('tab', { name: '概况' }).click();
    await page.getByTestId('interim-replies').getByText(FIRST_ANSWER).waitFor();
    await page.getByText(`发给诉求人阶段答复：${FIRST_ANSWER}`).waitFor();
  });

  it('is read by the citizen on the open page, who still has the promise', async () => {
    const { page } = citizen;
    await page.getByTestId('interim-replies').getByText(FIRST_ANSWER).waitFor();
    await page.getByText(/水务局给您阶段答复/).waitFor();
    await page.getByText('承诺答复', { exact: true }).waitFor();
  });

  it('stands on the task, from where the next one is sent', async () => {
    const { page } = handler;
    await page.goto(listOf(number));
    await claimByKeys(page, await seeTask(page, number, '办理'));
    const panel = page.getByRole('region', { name: '阶段答复', exact: true });
    await panel.getByText(FIRST_ANSWER).waitFor();
    await panel.getByRole('button', { name: '发送阶段答复' }).click();
    await form(page).getByLabel('答复内容').fill('师傅已经出发。');
    await form(page).getByRole('button', { name: '发送阶段答复' }).click();
    await toldWithPage(page, 'both answers', () =>
      panel.getByRole('listitem').filter({ hasText: '师傅已经出发。' }).waitFor(),
    );
    await form(page).waitFor({ state: 'hidden' });
  });
});

describe('an extension', () => {
  it('is refused where it is too long, and what was written stays', async () => {
    const { page } = handler;
    await page.goto(`/cases/${number}?tab=clocks`);
    await handling(page).getByRole('button', { name: '申请延期' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('延长').fill('9');
    await dialog.getByLabel('延期理由').fill(WHY);
    await dialog.getByRole('button', { name: '提交申请' }).click();
    await dialog.getByText('一次最多延长 5 个工作日。').waitFor();
    expect(await dialog.getByLabel('延期理由').inputValue()).toBe(WHY);
    await dialog.getByLabel('延长').fill('5');
    await dialog.getByRole('button', { name: '提交申请' }).click();
    await page.getByTestId('extension-PENDING').getByText(WHY).waitFor();
  });

  it('that leader and dispatcher agree to moves the due moment on the open list of the handler', async () => {
    const { page } = handler;
    await page.goto(listOf(number));
    const before = await timeLeft(page).innerText();
    for (const [{ page: theirs }, step, field, verb] of [
      [leader, '单位审延期', '同意上报延期', '提交审核意见'],
      [dispatcher, '热线审延期', '同意延期', '提交审核结论'],
    ] as const)
      await toldWithPage(theirs, step, async () => {
        const pane = await claimByKeys(theirs, await seeTask(theirs, number, step));
        await pane.getByText(WHY).first().waitFor();
        await choose(pane, field, '同意');
        await submit(pane, verb);
      });
    await toldWithPage(page, 'the moved moment', async () => {
      await timeLeft(page).getByText(before, { exact: true }).waitFor({ state: 'detached' });
      await timeLeft(page).click();
      const reckoning = page.getByRole('status', { name: '时限怎么算' });
      await reckoning.getByText('+ 5 个工作日', { exact: true }).waitFor();
      await reckoning.getByText('原到期', { exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await reckoning.waitFor({ state: 'hidden' });
    });
  });

  it('is told on the open page of the citizen with its reason, the old and the new date', async () => {
    const { page } = citizen;
    const note = page.getByTestId('promise-extended');
    await note.getByText(`原因：${WHY}`).waitFor();
    const [old, moved] = await note.getByRole('time').allInnerTexts();
    expect(moved).not.toBe(old);
    await page.locator('dd', { hasText: moved as string }).waitFor();
  });
});

describe('a pause', () => {
  const words = () => citizen.page.getByRole('textbox');

  it('comes while the citizen writes', async () => {
    await citizen.page.getByRole('button', { name: '补充情况' }).click();
    await words().fill(HALF_WRITTEN);
  });

  it('stands on the open list of the handler at once, and on the deadline board with its case behind the number', async () => {
    const { page } = dispatcher;
    await page.goto(`/cases/${number}?tab=clocks`);
    await handling(page).getByRole('button', { name: '停表', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '等诉求人补充材料' }).check();
    await dialog.getByLabel('凭证').fill('TH-20260002');
    await dialog.getByLabel('什么情况下恢复').fill(ENDS_WHEN);
    await dialog.getByRole('button', { name: '停表', exact: true }).click();
    await page.locator('.ys-case-header').getByText('停表', { exact: true }).waitFor();
    await toldWithPage(handler.page, 'the pause', () =>
      timeLeft(handler.page).getByText('停表', { exact: true }).waitFor(),
    );

    await page.goto('/deadlines');
    await page.getByRole('link', { name: /^澜川市水务局停表 \d+ 件$/ }).click();
    await page.getByRole('link', { name: number, exact: true }).waitFor();
  });

  it('is told on the open page of the citizen, who goes on writing, with its reason and what ends it', async () => {
    const { page } = citizen;
    const note = page.getByTestId('promise-paused');
    await note.getByText('承诺的时间先停下来：我们在等您补充材料。').waitFor();
    await note.getByText(`什么时候继续：${ENDS_WHEN}`).waitFor();
    expect(await words().inputValue()).toBe(HALF_WRITTEN);
    expect(await words().evaluate((it) => it === document.activeElement)).toBe(true);
  });

  it('ends when somebody resumes it: there is a due moment again for all', async () => {
    const { page } = dispatcher;
    await page.goto(`/cases/${number}?tab=clocks`);
    await handling(page).getByRole('button', { name: '恢复计时' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^说明/).fill('照片收到了');
    await dialog.getByRole('button', { name: '恢复计时' }).click();
    await handling(page).getByRole('button', { name: '停表', exact: true }).waitFor();
    await toldWithPage(handler.page, 'the due moment', () =>
      timeLeft(handler.page)
        .getByText(/工作日/)
        .waitFor(),
    );
    await page.getByRole('tab', { name: '概况' }).click();
    await page.getByText(/恢复“办理”计时.*照片收到了/).waitFor();
    await page.getByText(/延长“办理”时限 5 个工作日，到期由 .* 改为 /).waitFor();

    await citizen.page.getByTestId('promise-paused').waitFor({ state: 'detached' });
  });
});

describe('the pages', () => {
  it('had no errors but the refusal', () => {
    const errors = [handler, leader, dispatcher, citizen].flatMap((visitor) => visitor.errors);
    expect(errors.filter((error) => !/status of 4\d\d .*\/graphql$/.test(error))).toEqual([]);
  });
});
