import type { Browser } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { readCase, report, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';
import { openAs } from './support/people.js';

const SAID = '<INVALID_ARGUMENT> Expected to handle command, but it was rejected by the engine';

let system: TestSystem;
let browser: Browser;
let number: string;
let commandId: string;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  ({ number } = await report(system.url, story()));
  await waitFor(
    async () => (await readCase(new Staff(system), { number })).tasks.length > 0,
    'the case has started: its commands are sent',
  );
  // A message that nothing waits for: harmless when it is sent after all.
  const [row] = await system.sql<{ id: string }[]>`
    insert into outbox (lane, kind, engine_id, command, case_id, state, attempts, last_error)
    select c.id::text, 'PUBLISH_MESSAGE', (select max(id) from engines),
      jsonb_build_object('name', 'msg.nobody', 'correlationKey', c.number, 'messageId', gen_random_uuid(), 'timeToLiveMs', 0, 'variables', jsonb_build_object()),
      c.id, 'POISONED', 7, ${SAID}
    from cases c
    where c.number = ${number}
    returning id::text as id`;
  commandId = (row as { id: string }).id;
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

describe('a command that was given up', () => {
  it('stands on the page of operations with its case, its tries and what the engine said; one button sends it again', async () => {
    const { page, context, errors } = await openAs(browser, system, 'guanli', '/');
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '运行' }).click();
    await page.getByRole('heading', { name: '运行', level: 1 }).waitFor();
    const command = page.getByRole('listitem').filter({ hasText: number });
    await command.getByText('启动或通知流程').waitFor();
    await command.getByText(/试了 7 次，已不再自动重试/).waitFor();
    await command.getByText(SAID).waitFor();
    await command.getByRole('button', { name: '重试' }).click();
    await command.waitFor({ state: 'detached' });
    await waitFor(async () => {
      const [row] = await system.sql`select state from outbox where id = ${commandId}`;
      return row?.state === 'DONE';
    }, 'the engine has taken it');
    await page.getByText('就绪', { exact: true }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leaves the retry in the history of its case', async () => {
    const { page, context } = await openAs(browser, system, 'zhijian', `/cases/${number}?tab=changes`);
    await page
      .getByText(/重新发送流程指令/)
      .first()
      .waitFor();
    await context.close();
  });

  it('is watched by supervisors, who cannot retry; others are refused', async () => {
    const supervisor = await openAs(browser, system, 'duban2', '/operations');
    await supervisor.page.getByText('就绪', { exact: true }).waitFor();
    expect(await supervisor.page.getByRole('button', { name: '重试' }).count()).toBe(0);
    await supervisor.context.close();
    const handler = await openAs(browser, system, 'chengban', '/operations');
    await handler.page.getByRole('heading', { name: '您的岗位看不到这里' }).waitFor();
    await handler.context.close();
  });
});

describe('what runs, by its steps', () => {
  it('is counted on the drawing, and a token is moved by hand when a second person agrees', async () => {
    const operator = await openAs(browser, system, 'guanli', '/operations');
    await operator.page.getByRole('link', { name: /^主流程/ }).click();
    await operator.page.getByRole('heading', { name: '主流程：正在运行', level: 1 }).waitFor();
    await operator.page.locator('.ys-badge-load').first().waitFor();
    await operator.page.locator('[data-element-id="qualityCheck"]').first().click();
    await operator.page.getByRole('heading', { name: /^停在“质检工单”/ }).waitFor();
    const mine = operator.page.getByRole('button', { name: new RegExp(number) });
    await operator.page
      .getByRole('button', { name: /第 \d+ 版/ })
      .first()
      .waitFor();
    await waitFor(async () => {
      if (await mine.isVisible()) return true;
      await operator.page.getByRole('button', { name: '再看 30 个' }).click({ timeout: 1_000 });
    }, 'the list has come to the case');
    await mine.click();
    const panel = operator.page.getByRole('dialog', { name: /^主流程 第/ });
    // An administrator sees no content of cases.
    await panel.getByText('所以不显示取值').waitFor();
    await panel.getByRole('button', { name: '移到别处' }).click();
    const dialog = operator.page.getByRole('dialog', { name: /移到别处/ });
    await dialog.getByRole('combobox', { name: '移到' }).fill('派单（dispatch');
    await operator.page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '提交，由另一人审批' }).click();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByRole('textbox', { name: '理由' }).fill('质检环节误停');
    await dialog.getByRole('button', { name: '提交，由另一人审批' }).click();
    await panel.getByText('须由另一人审批。').waitFor();
    await operator.context.close();

    const supervisor = await openAs(browser, system, 'duban2', '/operations');
    const proposed = supervisor.page.getByRole('listitem').filter({ hasText: '质检环节误停' });
    await proposed.getByRole('button', { name: '同意并执行' }).click();
    await supervisor.page.getByRole('dialog').getByRole('button', { name: '同意并执行' }).click();
    await proposed.waitFor({ state: 'detached' });
    await waitFor(
      async () =>
        (await readCase(new Staff(system), { number })).tasks.some(
          (task: { kind: string }) => task.kind === 'dispatch',
        ),
      'the case stands at the new step',
    );
    expect([...operator.errors, ...supervisor.errors]).toEqual([]);
    await supervisor.context.close();
  });
});

describe('the page of operations', () => {
  const fine = {
    stuckCommands: [],
    incidents: [],
    alarms: [],
    parkedRecords: 0,
    relayWaiting: 0,
    intakeLagMs: 40,
    engineReady: true,
  };
  const incident = {
    __typename: 'Incident',
    id: '1',
    caseNumber: null,
    processId: 'case-main',
    elementId: 'dispatch',
    errorType: 'EXTRACT_VALUE_ERROR',
    message: 'no variable found for name leadUnit',
    createdAt: new Date().toISOString(),
  };
  const bad = { ...fine, incidents: [incident], parkedRecords: 3, intakeLagMs: 95_000, engineReady: false };

  /** What other tests left in the shared system is not looked at here. */
  async function openWith(report: object): Promise<Visitor> {
    const visitor = await openAs(browser, system, 'guanli', '/sign-in');
    await visitor.page.route('**/graphql', (route) =>
      route.request().postData()?.includes('"operationName":"Operations"')
        ? route.fulfill({ json: { data: { operations: { __typename: 'OperationsReport', ...report } } } })
        : route.continue(),
    );
    await visitor.page.goto('/operations');
    return visitor;
  }

  it('says that all is well when it is', async () => {
    const { page, context } = await openWith(fine);
    await page.getByRole('heading', { name: '一切正常' }).waitFor();
    await page.getByText('不到 1 秒').waitFor();
    await context.close();
  });

  it('tells in words what stands still, what waits and what is late', async () => {
    const { page, context } = await openWith(bad);
    await page.getByRole('heading', { name: '停住的流程（1）' }).waitFor();
    const item = page.getByRole('listitem').filter({ hasText: '表达式算不出来' });
    await item.getByText('主流程，步骤“派单”').waitFor();
    await item.getByText('no variable found for name leadUnit').waitFor();
    await item.getByRole('button', { name: '重试' }).waitFor();
    for (const words of ['没有响应', '95 秒', '3']) await page.getByText(`▲ ${words}`, { exact: true }).waitFor();
    expect(await page.getByRole('heading', { name: '一切正常' }).count()).toBe(0);
    await context.close();
  });
});
