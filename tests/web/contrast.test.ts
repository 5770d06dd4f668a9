import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, receive, story, work } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { paleTexts } from './support/contrast.js';
import { openAnonymous, openAs } from './support/people.js';
import { formOf } from './support/task-pane.js';

const WHO = 'zhijian2';
/** No other test previews this year. */
const YEAR = 2033;
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const OPEN = 'mutation Open($input: OpenSupervisionInput!) { openSupervision(input: $input) { id } }';
let system: TestSystem;
let browser: Browser;
let number: string;
let taskId: string;
/** Of another case, which a unit has: it is supervised on two levels at once. */
let supervised: { number: string; answering: string; meeting: string };

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  const staff = new Staff(system);
  ({ number } = await receive(staff, story(), 'huawu3'));
  ({ id: taskId } = await findTask(staff, WHO, number, 'qualityCheck'));
  await (await staff.as(WHO)).mutate(CLAIM, { id: taskId });
  supervised = await supervise(staff);
}, 120_000);

afterAll(async () => {
  if (system) await system.sql`delete from calendar_changes where year = ${YEAR}`;
  await browser?.close();
  await system?.stop();
});

async function supervise(staff: Staff): Promise<typeof supervised> {
  const told = story();
  const { id, number } = await receive(staff, told, 'huawu3');
  await work(staff, 'zhijian', { number, told }, 'qualityCheck');
  await findTask(staff, 'chengban', number, 'acknowledge');
  const supervisor = await staff.as('duban');
  for (const level of [1, 3])
    await supervisor.mutate(OPEN, { input: { caseId: id, level, reason: '三天无人到场，请说明何时修好。' } });
  const claimed = async (login: string, kind: string) => {
    const task = await findTask(staff, login, number, kind);
    await (await staff.as(login)).mutate(CLAIM, { id: task.id });
    return task.id;
  };
  // A call that is over: nobody is rung for it.
  await system.sql`
    with call as (
      insert into outbound_calls
        (id, case_id, at_desk, provider, phone_cipher, masked_phone, urgency, attempt, state, created_at, acknowledged_at)
      values (gen_random_uuid(), ${id}, true, 'DEMO', '', '199****0000', 2, 2, 'ACKNOWLEDGED', now(), now())
      returning id
    )
    insert into outbound_call_lines (call_id, at, attempt, what)
    select id, now(), 1, 'NO_ANSWER'
    from call`;
  return {
    number,
    answering: await claimed('chengban', 'answerSupervision'),
    meeting: await claimed('duban', 'holdJointMeeting'),
  };
}

/** Opens each path, brings it into the state asked for, and looks at it in both themes. */
async function look(visitor: Visitor, states: [path: string, reach?: (page: Page) => Promise<unknown>][]) {
  const pale: Record<string, string[]> = {};
  for (const [path, reach] of states) {
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
    await page.locator('h1, h2').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.ys-skeleton, [aria-busy=true]'));
    await reach?.(page);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForFunction(
        (wanted) =>
          document.documentElement.dataset.theme === wanted &&
          document.getAnimations().every((animation) => animation.playState !== 'running'),
        theme,
      );
      const found = await paleTexts(page);
      if (found.length > 0) pale[`${path} ${theme}`] = found;
    }
  }
  await visitor.context.close();
  return pale;
}

describe('every text stands out from its ground, light and dark', () => {
  it('where nobody is signed in', async () => {
    const visitor = await openAnonymous(browser, system);
    const press = (name: string) => async (page: Page) => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.locator('.ant-form-item-explain-error, [role=alert]').first().waitFor();
    };
    const pale = await look(visitor, [
      ['/sign-in', press('登录')],
      ['/report', press('下一步')],
      ['/progress', press('查询')],
    ]);
    expect(pale).toEqual({});
  });

  it('where people work on tasks and cases', async () => {
    const visitor = await openAs(browser, system, WHO, '/');
    const pale = await look(visitor, [
      [
        `/tasks?scope=ALL&urgency=2&task=${taskId}`,
        async (page) => {
          await (await formOf(page)).getByRole('button', { name: '提交质检结果' }).click();
          await page.getByText(/^有 \d+ 项需要修改$/).waitFor();
        },
      ],
      [
        '/tasks?scope=ALL',
        async (page) => {
          await page.getByRole('option').first().waitFor();
          for (const key of 'jxj') await page.keyboard.press(key);
          await page.getByRole('button', { name: '筛选' }).click();
          await page.getByRole('dialog', { name: '筛选' }).waitFor();
        },
      ],
      [
        `/tasks/${taskId}`,
        async (page) => {
          await page.getByRole('button', { name: /账号与显示设置/ }).click();
          await page.getByRole('menuitem', { name: 'English' }).waitFor();
        },
      ],
      ['/tasks?q=nothing-of-this-name'],
      ['/cases'],
      ...['', '?tab=route', '?tab=clocks', '?tab=units', '?tab=files', '?tab=changes'].map((tab): [string] => [
        `/cases/${number}${tab}`,
      ]),
      ['/no-such-page'],
    ]);
    expect(pale).toEqual({});
  });

  it('where calls are taken and the system is watched', async () => {
    const taken = await look(await openAs(browser, system, 'huawu3', '/'), [
      [
        '/intake',
        async (page) => {
          await page.locator('textarea').first().fill('小区里闻到煤气，有人晕倒');
          await page.keyboard.press('Control+Enter');
          await page.getByRole('alert').first().waitFor();
        },
      ],
      [
        `/cases/${number}`,
        async (page) => {
          await page.getByRole('button', { name: '催办' }).click();
          await page.getByRole('dialog').waitFor();
        },
      ],
    ]);
    const watched = await look(await openAs(browser, system, 'duban2', '/'), [['/operations']]);
    expect({ ...taken, ...watched }).toEqual({});
  });

  it('where cases are supervised', async () => {
    const refuse = (verb: string) => async (page: Page) => {
      await page.getByRole('button', { name: verb, exact: true }).click();
      await page.getByText(/^有 \d+ 项需要修改$/).waitFor();
    };
    const watched = await look(await openAs(browser, system, 'duban', '/'), [
      ['/deadlines'],
      [
        `/supervision?q=${supervised.number}`,
        async (page) => {
          await page.getByTestId(`board-${supervised.number}`).getByRole('checkbox').check();
          await page.getByRole('button', { name: '提醒单位' }).waitFor();
        },
      ],
      [
        `/supervision?q=${supervised.number}&unanswered=1`,
        async (page) => {
          await page.getByRole('button', { name: `督办 ${supervised.number}` }).click();
          await page
            .getByRole('dialog')
            .getByRole('button', { name: /^开 L\d 督办单$/ })
            .click();
          await page.getByRole('dialog').getByText('请填写').waitFor();
        },
      ],
      [`/cases/${supervised.number}?tab=supervision`],
      [
        `/cases/${supervised.number}?tab=clocks`,
        async (page) => {
          await page.getByTestId('clock-HANDLE').locator('.ys-clock-button').click();
          await page.getByRole('status', { name: '时限怎么算' }).getByText('到期', { exact: true }).waitFor();
        },
      ],
      ['/calls'],
      [`/tasks/${supervised.meeting}`, refuse('提交会议纪要')],
    ]);
    const answered = await look(await openAs(browser, system, 'chengban', '/'), [
      [`/tasks/${supervised.answering}`, refuse('提交督办答复')],
    ]);
    expect({ ...watched, ...answered }).toEqual({});
  });

  it('where the registers are kept', async () => {
    const pale = await look(await openAs(browser, system, 'guanli', '/'), [
      ['/admin/users'],
      [
        '/admin/users?new=1',
        async (page) => {
          await page.getByRole('dialog').getByRole('button', { name: '新增人员' }).click();
          await page
            .getByRole('dialog')
            .getByText(/^有 \d+ 项需要修改$/)
            .waitFor();
        },
      ],
      ['/admin/units?key=SWJ'],
      ['/admin/categories?q=no-such-category'],
      ['/admin/sessions'],
      ['/admin/import?register=areas'],
      [
        '/profile',
        async (page) => {
          await page.getByRole('button', { name: '修改密码' }).click();
          await page.getByText('请填写').first().waitFor();
        },
      ],
      ['/notices'],
    ]);
    expect(pale).toEqual({});
  });

  it('where the calendar is kept', async () => {
    const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
    const days = fixed.map((day) => `${YEAR}-${day} off 节日`).join('\n');
    const pale = await look(await openAs(browser, system, 'guanli', '/'), [
      ['/calendar'],
      [
        `/calendar?year=${YEAR}`,
        async (page) => {
          await page.getByRole('button', { name: '导入放假安排' }).click();
          const dialog = page.getByRole('dialog', { name: '导入国务院放假安排' });
          await dialog.getByRole('textbox', { name: '放假安排' }).fill(days);
          await dialog.getByRole('textbox', { name: /^依据的文件/ }).fill('国办发明电〔2032〕1号');
          await dialog.getByRole('button', { name: '预览影响' }).click();
          await page.getByRole('region', { name: `${YEAR} 年放假安排` }).waitFor();
        },
      ],
    ]);
    expect(pale).toEqual({});
  });
});
