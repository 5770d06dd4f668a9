import { randomInt } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, listed, receive, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { listOf, openAs } from './support/people.js';
import { draw, drawing, insertOn, moveRight, rename, saved, select, stepPanel } from './support/studio.js';
import { claimByKeys, seeTask, submit } from './support/task-pane.js';

const PROCESS = 'case-inspection';
/** Nothing else has this name. */
const STEP = `督查复核${randomInt(1_000, 9_999)}`;
const RELEASE = 'query { releases { id state } }';
const VERSIONS = `query { model(kind: PROCESS, modelId: "${PROCESS}") { latest { version packaged deployedBy } draft { id } } }`;
const FORMS = 'query { models(kind: FORM) { name draft { id } } }';
const INSPECT = 'mutation Inspect($id: ID!) { inspectCase(caseId: $id, note: "看看井口是否还渗水") { id } }';
const BACK = `mutation Back($version: Int!) {
  proposeRollBack(kind: PROCESS, modelId: "${PROCESS}", version: $version, note: "试完了") { id }
}`;
const APPROVE = 'mutation Approve($id: ID!) { approveRelease(id: $id) { id } }';
const DISCARD = 'mutation Discard($id: ID!) { discardDraft(id: $id) }';

let system: TestSystem;
let staff: Staff;
let browser: Browser;
let designer: Visitor;
/** A case that is being inspected when the new version comes. */
let running: { id: string; number: string; told: ReturnType<typeof story> };
/** The version of the product, which every other test counts on: it runs again when this file is over. */
let before: number;

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  browser = await launchBrowser();
  before = (await (await staff.as('sheji')).query(VERSIONS)).model.latest.version;
  designer = await openAs(browser, system, 'sheji', '/models');
});

afterAll(async () => {
  await browser?.close();
  if (staff && before) await bringBack();
  await system?.stop();
});

/** Whatever came of the test: no draft is left, and the version of before runs. */
async function bringBack(): Promise<void> {
  const client = await staff.as('sheji');
  const { model } = await client.query(VERSIONS);
  const forms = (await client.query(FORMS)).models.filter(({ name }: { name: string }) => name === STEP);
  for (const { draft } of [model, ...forms]) if (draft) await client.mutate(DISCARD, { id: draft.id });
  if (model.latest.version === before) return;
  const { id } = (await client.mutate(BACK, { version: before })).proposeRollBack;
  await (await staff.as('lingdao')).mutate(APPROVE, { id });
  await deployed(id);
}

async function deployed(id: string): Promise<void> {
  const client = await staff.as('sheji');
  await waitFor(
    async () =>
      (await client.query(RELEASE)).releases.find((each: { id: string }) => each.id === id).state === 'DEPLOYED',
    'the release is deployed',
  );
}

async function option(page: Page, words: string): Promise<void> {
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    .getByTitle(words, { exact: true })
    .click();
}

describe('somebody who has never seen the code', () => {
  it('draws a step with a form of its own between two others, and everything is kept by itself', async () => {
    const { page } = designer;
    await page.getByRole('link', { name: '督查', exact: true }).click();
    await draw(page, 'process', PROCESS);
    await select(page, 'inspectOnSite');
    await moveRight(page, 'inspectionDone', 220);
    await insertOn(page, 'flow_inspectOnSite_inspectionDone', '人工任务');

    const panel = stepPanel(page);
    await panel.getByText('还没有人能办这一步').waitFor();
    await panel.getByRole('textbox', { name: '名称' }).fill(STEP);
    await panel.getByRole('combobox', { name: '谁来办' }).click();
    await option(page, '质检员');
    await page.keyboard.press('Escape');
    await panel.getByRole('textbox', { name: '说明' }).fill('不设时限：督查的日子由派督查的人定。');
    await panel.getByRole('button', { name: '新建一张表单' }).click();
    await panel.getByRole('link', { name: '打开看' }).waitFor();
    await drawing(page).getByText(STEP).waitFor();
    await saved(page);
    await page.reload();
    await drawing(page).getByText(STEP).waitFor();
  });

  it('writes the form beside what handlers will see', async () => {
    const { page } = designer;
    await page.goto('/models?kind=form');
    await page
      .getByRole('row', { name: new RegExp(STEP) })
      .getByRole('link', { name: STEP })
      .click();
    await page.getByRole('button', { name: '接着画' }).click();
    const fields = page.getByRole('region', { name: '题目' });
    await fields.getByRole('button', { name: '加一题' }).click();
    await page.getByRole('menuitem', { name: '是否' }).click();
    const item = page.getByRole('region', { name: '这一题' });
    await item.getByRole('textbox', { name: '题目', exact: true }).fill('不再渗水');
    await item.getByRole('textbox', { name: '英文题目' }).fill('It no longer leaks');
    await item.getByRole('checkbox', { name: '必填' }).check();
    await page.getByRole('region', { name: '办理人看到的' }).getByRole('checkbox', { name: '不再渗水' }).waitFor();
    await fields.getByRole('button', { name: '撤销' }).click();
    const required = item.getByRole('checkbox', { name: '必填' });
    await waitFor(async () => !(await required.isChecked()), 'the last change is undone');
    await saved(page);
    // A typed text is told once: a second telling would be a change that nobody made, and nothing could be done again.
    await fields.getByRole('button', { name: '重做' }).click();
    await waitFor(() => required.isChecked(), 'what was undone is done again');
    await fields.getByRole('button', { name: '撤销' }).click();
    await waitFor(async () => !(await required.isChecked()), 'the last change is undone once more');
    await saved(page);
  });

  it('proposes both together, and another person lets them go live', async () => {
    const told = story();
    running = { told, ...(await receive(staff, told)) };
    await (await staff.as('duban')).mutate(INSPECT, { id: running.id });
    await findTask(staff, 'duban', running.number, 'inspectOnSite');
    const { page } = designer;
    await draw(page, 'process', PROCESS);
    await page.getByRole('button', { name: '提出上线' }).click();
    const dialog = page.getByRole('dialog', { name: '提出上线' });
    expect(await dialog.getByRole('checkbox', { name: `表单 · ${STEP}` }).isChecked()).toBe(true);
    await dialog.getByRole('textbox', { name: '改了什么' }).fill(`${STEP}：督查后由质检员复核`);
    await dialog.getByRole('button', { name: '交给领导批准' }).click();
    await page.waitForURL(/\/releases\//);
    await page.getByText('等另一位领导决定').waitFor();
    expect(await page.getByRole('button', { name: '批准上线' }).count()).toBe(0);

    const leader = await openAs(browser, system, 'lingdao', '/releases');
    await leader.page.getByRole('link', { name: new RegExp(STEP) }).click();
    await leader.page.getByText('新增').first().waitFor();
    const effect = leader.page.getByRole('region', { name: '影响' });
    await effect.getByText(/在办 \d+ 件：可原地迁 \d+ 件/).waitFor();
    await effect.getByRole('button', { name: '逐件看' }).click();
    await effect.getByText(running.number).waitFor();
    await leader.page.getByRole('button', { name: '批准上线' }).click();
    await leader.page.getByRole('dialog').getByRole('button', { name: '批准上线' }).click();
    await leader.page
      .getByText(`第 ${before + 1} 版`)
      .first()
      .waitFor();
    await leader.page.goto(`/models/process/${PROCESS}`);
    const history = leader.page.getByRole('region', { name: '经过' });
    await history.getByRole('listitem').filter({ hasText: '批准上线' }).first().waitFor();
    await history.getByRole('listitem').filter({ hasText: STEP }).first().waitFor();
    expect(leader.errors).toEqual([]);

    const { latest } = (await (await staff.as('sheji')).query(VERSIONS)).model;
    expect(latest).toMatchObject({ version: before + 1, packaged: false, deployedBy: expect.stringContaining('宋图') });
  });

  it('sees a new case come to the step: its group finds the task on its list, with the form', async () => {
    const told = story();
    const { id, number } = await receive(staff, told);
    await (await staff.as('duban')).mutate(INSPECT, { id });
    await work(staff, 'duban', { number, told }, 'inspectOnSite');
    const checker = await openAs(browser, system, 'zhijian2', listOf(number));
    const pane = await claimByKeys(checker.page, await seeTask(checker.page, number, STEP));
    await pane.getByRole('checkbox', { name: /^不再渗水/ }).check();
    await submit(pane, '提交');
    const client = await staff.as('zhijian2');
    await waitFor(
      async () => !(await listed(client, number)).some(({ elementId }) => elementId.startsWith('Activity')),
      'the step is over',
    );
    expect([...designer.errors, ...checker.errors]).toEqual([]);
  });

  it('who saved later chooses whose text stays, and nothing is lost unseen', async () => {
    const { page, context } = designer;
    await draw(page, 'process', 'case-void');
    await drawing(page).locator('.djs-shape').first().waitFor();
    const other = await context.newPage();
    await other.goto(page.url());
    await drawing(other).locator('.djs-shape').first().waitFor();
    await rename(page, 'approveVoid', '先存的名称');
    await saved(page);
    await rename(other, 'approveVoid', '后存的名称');
    const dialog = other.getByRole('dialog');
    await dialog.getByRole('button', { name: '先导出我的' }).waitFor();
    await dialog.getByRole('button', { name: '用对方的' }).click();
    await drawing(other).getByText('先存的名称').waitFor();
    await rename(page, 'approveVoid', '再改一次');
    await saved(page);
    await rename(other, 'approveVoid', '还是用我的');
    await other.getByRole('dialog').getByRole('button', { name: '用我的盖过去' }).click();
    await saved(other);
    await page.reload();
    await drawing(page).getByText('还是用我的').waitFor();
    await page.getByRole('button', { name: '放弃草稿' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click();
    await page.waitForURL(/\/models/);
    await other.close();
  });

  it('takes a running case over, once somebody else has seen how each would go and said yes', async () => {
    const { page } = designer;
    await page.goto(`/models/process/${PROCESS}`);
    const row = page.getByRole('row', { name: new RegExp(`第 ${before + 1} 版`) });
    await row.getByRole('button', { name: '把在办的迁到这一版' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '拟定' }).click();
    await page.waitForURL(/\/migrations\//);
    const planned = page.getByRole('row', { name: new RegExp(running.number) });
    await planned.getByText('原地').waitFor();
    expect(await page.getByRole('button', { name: '批准迁移' }).count()).toBe(0);

    const leader = await openAs(browser, system, 'lingdao', new URL(page.url()).pathname);
    await leader.page.getByRole('button', { name: '批准迁移' }).click();
    await leader.page.getByRole('dialog').getByRole('button', { name: '批准迁移' }).click();
    await leader.page.getByText('已完成', { exact: true }).first().waitFor();
    await leader.page
      .getByRole('row', { name: new RegExp(running.number) })
      .getByText('已迁')
      .waitFor();
    expect(leader.errors).toEqual([]);

    await work(staff, 'duban', running, 'inspectOnSite');
    const checker = await openAs(browser, system, 'zhijian2', listOf(running.number));
    const pane = await claimByKeys(checker.page, await seeTask(checker.page, running.number, STEP));
    await pane.getByRole('checkbox', { name: /^不再渗水/ }).check();
    await submit(pane, '提交');
    expect(checker.errors).toEqual([]);
  });

  it('finds every word of the editor in Chinese', async () => {
    const { page } = designer;
    await draw(page, 'process', 'case-main');
    await drawing(page).locator('.djs-shape').first().waitFor();
    await page.getByRole('tab', { name: '全部属性' }).click();
    for (const id of ['case-main', 'receivedStart', 'qualityCheck', 'accepted', 'closeCase'])
      if (await drawing(page).locator(`[data-element-id="${id}"] > .djs-hit`).count()) await select(page, id);
    const latin = await page
      .locator('.ys-editor-properties, .djs-palette, .djs-context-pad')
      .evaluateAll((roots) =>
        roots.flatMap((root) => [
          ...[...root.querySelectorAll('[title]')].map((element) => element.getAttribute('title') ?? ''),
          ...[...root.querySelectorAll('.bio-properties-panel-group-header-title, label')].map(
            (element) => element.textContent ?? '',
          ),
        ]),
      );
    expect(latin.length).toBeGreaterThan(20);
    expect(latin.filter((words) => /[A-Za-z]{3,}/.test(words) && !/[\u3400-\u9fff]/.test(words))).toEqual([]);
  });
});
