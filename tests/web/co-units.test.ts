import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, readCase, report, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { listOf, openAs, toldWithPage } from './support/people.js';
import { choose, claimByKeys, pick, seeTask, submit, write } from './support/task-pane.js';

const RESULT = '沿岸垃圾已清运五车。';
const REFUSAL = '请补上清运后的照片。';

const told = story();
let system: TestSystem;
let browser: Browser;
let number: string;
let dispatcher: Visitor;
let handler: Visitor;
let helper: Visitor;

beforeAll(async () => {
  system = await sharedSystem();
  const staff = new Staff(system);
  browser = await launchBrowser();
  number = (await report(system.url, told)).number;
  // The first case of a run may wait for an engine that has only just come up.
  await waitFor(async () => (await readCase(staff, { number })).tasks[0], 'the first task is there', 60_000);
  await work(staff, 'zhijian', { number, told }, 'qualityCheck');
  await findTask(staff, 'chengban', number, 'acknowledge');
  dispatcher = await openAs(browser, system, 'paidan', `/cases/${number}?tab=units`);
  handler = await openAs(browser, system, 'chengban', listOf(number));
  helper = await openAs(browser, system, 'xieban', listOf(number));
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const tab = (page: Page) => page.getByRole('tabpanel', { name: '单位' });
const dialog = (page: Page) => page.getByRole('dialog');
const rowOfUnit = (page: Page, unit: string) => page.getByTestId('unit-CO').filter({ hasText: unit });

it('a dispatcher asks two units at once, and sees each with its matter and its limit beside the lead', async () => {
  const { page } = dispatcher;
  await tab(page).getByRole('button', { name: '加派协办' }).click();
  const form = dialog(page);
  await form.getByRole('button', { name: '加派 1 家' }).click();
  await form.getByText('请选择单位').waitFor();
  const line = (n: number) => form.getByRole('group', { name: new RegExp(`^第 ${n} 家`) });
  await pick(line(1), '协办单位', '澜川市城市管理综合执法局', '城管');
  await write(line(1), '协办事项', '清');
  await form.getByText('请至少写 2 个字，说明要协办什么').waitFor();
  await write(line(1), '协办事项', '清运沿岸堆放的垃圾');
  await form.getByRole('button', { name: '再加一家' }).click();
  await pick(line(2), '协办单位', '澜川市生态环境局', '生态环境');
  await write(line(2), '协办事项', '查清沿岸的污水排口');
  await form.getByRole('button', { name: '加派 2 家' }).click();
  await form.waitFor({ state: 'hidden' });
  await toldWithPage(page, 'the matrix', async () => {
    await page.getByTestId('unit-LEAD').getByText('主办', { exact: true }).waitFor();
    for (const [unit, matter] of [
      ['城市管理综合执法局', '清运沿岸堆放的垃圾'],
      ['生态环境局', '查清沿岸的污水排口'],
    ] as const) {
      const row = rowOfUnit(page, unit);
      await row.getByText(matter).waitFor();
      await row.getByText('协办', { exact: true }).waitFor();
      await row.getByText('待签收', { exact: true }).waitFor();
      await row.getByText(/还剩/).waitFor();
    }
  });
});

it('a unit that helps already is refused by name, and what was written stays', async () => {
  const { page } = dispatcher;
  await tab(page).getByRole('button', { name: '加派协办' }).click();
  await pick(dialog(page), '协办单位', '澜川市生态环境局', '生态环境');
  await write(dialog(page), '协办事项', '再查一次排口');
  await dialog(page).getByRole('button', { name: '加派 1 家' }).click();
  await dialog(page).getByText('澜川市生态环境局已经在协办，不必重复加派。').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
});

it('the co-unit signs and delivers, the lead sends it back with a reason and then accepts, and the open matrix follows', async () => {
  const [theirs, mine] = [helper.page, handler.page];
  await toldWithPage(theirs, 'the co-unit works', async () => {
    const signing = await claimByKeys(theirs, await seeTask(theirs, number, '协办签收'));
    await signing.getByText('清运沿岸堆放的垃圾').first().waitFor();
    await submit(signing, '签收');
    const working = await claimByKeys(theirs, await seeTask(theirs, number, '协办办理'));
    await write(working, '协办结果', RESULT);
    await submit(working, '提交协办结果');
  });
  await rowOfUnit(dispatcher.page, '城市管理综合执法局').getByText(RESULT).waitFor();
  await toldWithPage(mine, 'the lead refuses', async () => {
    const judging = await claimByKeys(mine, await seeTask(mine, number, '验收协办结果'));
    await judging.getByText(RESULT).first().waitFor();
    await choose(judging, '验收', '退回重办');
    await write(judging, '退回的理由', REFUSAL);
    await submit(judging, '提交验收结论');
  });
  await toldWithPage(theirs, 'the co-unit works again', async () => {
    await theirs.goto(listOf(number));
    const again = await claimByKeys(theirs, await seeTask(theirs, number, '协办办理'));
    await again.getByText(REFUSAL).first().waitFor();
    await write(again, '协办结果', `${RESULT}照片见附件。`);
    await submit(again, '提交协办结果');
  });
  await toldWithPage(mine, 'the lead accepts', async () => {
    await mine.goto(listOf(number));
    const judging = await claimByKeys(mine, await seeTask(mine, number, '验收协办结果'));
    await choose(judging, '验收', '验收通过');
    await submit(judging, '提交验收结论');
  });
  await rowOfUnit(dispatcher.page, '城市管理综合执法局').getByText('已通过', { exact: true }).waitFor();
});

it('a unit is let go with a reason', async () => {
  const { page } = dispatcher;
  const row = rowOfUnit(page, '生态环境局');
  await row.getByRole('button', { name: '退出协办' }).click();
  await dialog(page).getByLabel('退出的理由').fill('查明没有污水排口');
  await dialog(page).getByRole('button', { name: '退出协办' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
  await row.getByText('已退出', { exact: true }).waitFor();
  await row.getByText('查明没有污水排口').waitFor();
  await page.getByRole('tab', { name: '概况' }).click();
  await page.getByText('让澜川市生态环境局退出协办：查明没有污水排口').waitFor();
});

it('the pages had no errors but the refusals', () => {
  const errors = [dispatcher, handler, helper].flatMap((visitor) => visitor.errors);
  expect(errors.filter((error) => !/status of 4\d\d .*\/graphql$/.test(error))).toEqual([]);
});
