import type { Browser } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { readCase, report, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { listOf, openAs, toldWithPage } from './support/people.js';
import { choose, claimByKeys, pick, seeTask, submit, write } from './support/task-pane.js';

const ENGINE_START_MS = 90_000;

let system: TestSystem;
let browser: Browser;
let number: string;
let engineAway = false;
let checker: Visitor;
let dispatcher: Visitor;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  ({ number } = await report(system.url, story()));
  checker = await openAs(browser, system, 'zhijian', listOf(number));
  dispatcher = await openAs(browser, system, 'paidan', listOf(number));
  await seeTask(checker.page, number, '质检');
});

afterAll(async () => {
  if (engineAway) await system.restartEngine();
  await browser?.close();
  await system?.stop();
});

describe('while the engine is away', () => {
  it('people claim, write and submit as always, and are told that the process follows', async () => {
    const { page } = checker;
    await system.kill9Engine();
    engineAway = true;
    await toldWithPage(page, 'work without the engine', async () => {
      const pane = await claimByKeys(page, await seeTask(page, number, '质检'));
      await pick(pane, '处置方式', '受理');
      await pick(pane, '诉求类型', '投诉');
      await pick(pane, '事项分类', '河道发黑发臭', 'hdfhfc');
      await choose(pane, '紧急程度', '一般');
      await choose(pane, '保密要求', '一般');
      await write(pane, '诉求摘要', '引擎不在时填写的摘要');
      await pane.getByText(/^已自动保存/).waitFor();
      await submit(pane, '提交质检结果');
      await pane.getByText('已提交，流程处理中', { exact: true }).first().waitFor();
      await pane.getByText('您的提交已经保存并记录在案，下一步马上开始，不用等在这里。').waitFor();
    });
    const { tasks } = await readCase(new Staff(system), { number });
    expect(tasks).toMatchObject([{ kind: 'qualityCheck', state: 'COMPLETING', holder: { login: 'zhijian' } }]);
    await dispatcher.page.getByText('没有符合条件的任务').waitFor();
  });

  it('citizens report and read their progress', async () => {
    const told = story();
    const { checkCode, number: another } = await report(system.url, told);
    const { page } = await openAs(browser, system, 'huifang2', '/progress');
    await page.getByLabel('受理编号').fill(another);
    await page.getByLabel('查询码').fill(checkCode);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('heading', { name: '已收到，正在核对' }).waitFor();
    await page.context().close();
  });

  it('and once it is back, the next task comes to the next person by itself', async () => {
    await system.restartEngine();
    engineAway = false;
    const { page } = dispatcher;
    await toldWithPage(page, 'the next task', async () => {
      const row = await seeTask(page, number, '派单', ENGINE_START_MS);
      const pane = await claimByKeys(page, row);
      await pick(pane, '主办单位', '澜川市水务局', '水务');
      await submit(pane, '派单');
    });
    // The checker's page, left open, tells that the step is over.
    await toldWithPage(checker.page, 'the step that is over', () =>
      checker.page.getByRole('complementary', { name: '任务', exact: true }).getByText('流程已走到下一步。').waitFor(),
    );
  });

  it('without an error on anybody’s page', () => {
    expect([checker, dispatcher].flatMap((visitor) => visitor.errors)).toEqual([]);
  });
});
