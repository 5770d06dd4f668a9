import type { Page } from 'playwright-core';
import { findTask, receive, story, work } from '../../support/case-work.js';
import { Staff } from '../../support/staff.js';
import type { TestSystem } from '../../support/system.js';
import { formOf } from './task-pane.js';

/** What the pages show: made once, because every page is opened several times. */
export interface Made {
  /** At the quality check, with words that nobody breaks and a sentence that never ends. */
  number: string;
  /** Its task, held by zhijian2. */
  taskId: string;
  /** Of another case, which a unit has: it is supervised on two levels at once. */
  supervised: { number: string; answering: string; meeting: string };
}

export interface LookedAt {
  /** Null: nobody is signed in. */
  who: string | null;
  path: (made: Made) => string;
  /** Brings the page into the state to look at. */
  reach?: (page: Page) => Promise<unknown>;
}

/** No other test previews this year. */
export const PREVIEWED_YEAR = 2033;
/** A word nobody breaks, and a sentence that never ends. */
export const LONG = `${'很长的诉求'.repeat(30)}https://example.invalid/${'a'.repeat(120)}`;
const WHO = 'zhijian2';
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const OPEN = 'mutation Open($input: OpenSupervisionInput!) { openSupervision(input: $input) { id } }';

const refused = async (page: Page) => {
  await page.getByText(/^有 \d+ 项需要修改$/).waitFor();
};
const pressed = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('.ant-form-item-explain-error, [role=alert]').first().waitFor();
};
const refusedBy = (verb: string) => async (page: Page) => {
  await page.getByRole('button', { name: verb, exact: true }).click();
  await refused(page);
};
const openFilters = async (page: Page) => {
  await page.getByRole('button', { name: '筛选', exact: true }).click();
  await page.getByRole('dialog', { name: '筛选' }).waitFor();
};

const ofNobody: [string, LookedAt['reach']][] = [
  ['/sign-in', pressed('登录')],
  ['/report', pressed('下一步')],
  ['/progress', pressed('查询')],
];

const tasksAndCases: [string | LookedAt['path'], LookedAt['reach']?][] = [
  [
    ({ taskId }) => `/tasks?scope=ALL&urgency=2&task=${taskId}`,
    async (page) => {
      await (await formOf(page)).getByRole('button', { name: '提交质检结果' }).click();
      await refused(page);
    },
  ],
  [
    '/tasks?scope=ALL',
    async (page) => {
      await page.getByRole('option').first().waitFor();
      for (const key of 'jxj') await page.keyboard.press(key);
      await openFilters(page);
    },
  ],
  [
    ({ taskId }) => `/tasks/${taskId}`,
    async (page) => {
      await page.getByRole('button', { name: /账号与显示设置/ }).click();
      await page.getByRole('menuitem', { name: 'English' }).waitFor();
    },
  ],
  ['/tasks?q=nothing-of-this-name'],
  ['/cases'],
  ['/cases?urgency=2&type=COMPLAINT', openFilters],
  [({ number }) => `/cases/print?q=${number}`],
  ...['', '?tab=route', '?tab=clocks', '?tab=units', '?tab=files', '?tab=changes'].map((tab): [LookedAt['path']] => [
    ({ number }) => `/cases/${number}${tab}`,
  ]),
  ['/no-such-page'],
  [
    '/profile',
    async (page) => {
      await page.getByRole('button', { name: '修改密码' }).click();
      await page.getByText('请填写').first().waitFor();
    },
  ],
  ['/notices'],
];

const calls: typeof tasksAndCases = [
  [
    '/intake',
    async (page) => {
      await page.locator('textarea').first().fill('小区里闻到煤气，有人晕倒');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').first().waitFor();
    },
  ],
  [
    ({ number }) => `/cases/${number}`,
    async (page) => {
      await page.getByRole('button', { name: '催办' }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
];

const supervision: typeof tasksAndCases = [
  ['/operations'],
  ['/operations/case-main?element=qualityCheck'],
  ['/deadlines'],
  ['/supervision'],
  [
    ({ supervised: { number } }) => `/supervision?q=${number}`,
    async (page) => {
      await page
        .getByTestId(/^board-/)
        .getByRole('checkbox')
        .check();
      await page.getByRole('button', { name: '提醒单位' }).waitFor();
    },
  ],
  [
    ({ supervised: { number } }) => `/supervision?q=${number}&unanswered=1`,
    async (page) => {
      await page.getByRole('button', { name: /^督办 LC/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^开 L\d 督办单$/ })
        .click();
      await page.getByRole('dialog').getByText('请填写').waitFor();
    },
  ],
  [({ supervised: { number } }) => `/cases/${number}?tab=supervision`],
  [
    ({ supervised: { number } }) => `/cases/${number}?tab=clocks`,
    async (page) => {
      await page.getByTestId('clock-HANDLE').locator('.ys-clock-button').click();
      await page.getByRole('status', { name: '时限怎么算' }).getByText('到期', { exact: true }).waitFor();
    },
  ],
  ['/calls'],
  [({ supervised: { meeting } }) => `/tasks/${meeting}`, refusedBy('提交会议纪要')],
];

const drawn = async (page: Page) => {
  await page.getByRole('button', { name: /(修改|接着画)$/ }).click();
  await page.waitForURL(/\/studio\//);
};
const models: typeof tasksAndCases = [
  ['/models'],
  ['/models?kind=template'],
  [
    '/models?kind=form&q=no-such-form',
    async (page) => {
      await page.getByRole('button', { name: '新建表单' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '新建', exact: true }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  ],
  [
    '/models/process/case-inspection',
    async (page) => {
      await drawn(page);
      await page.locator('[data-element-id="inspectOnSite"] > .djs-hit').first().click();
      await page.getByRole('combobox', { name: '谁来办' }).waitFor();
    },
  ],
  [
    '/models/decision/dmn_urgency',
    async (page) => {
      await drawn(page);
      await page.getByRole('region', { name: '决策表' }).locator('td.input-cell').first().waitFor();
    },
  ],
  [
    '/models/form/form-handle',
    async (page) => {
      await drawn(page);
      await page.getByRole('region', { name: '这一题' }).getByRole('textbox').first().waitFor();
    },
  ],
  ['/models/process/no-such-process'],
  ['/releases'],
  ['/releases/00000000-0000-0000-0000-000000000000'],
  ['/migrations'],
  ['/migrations/00000000-0000-0000-0000-000000000000'],
  ['/studio/00000000-0000-0000-0000-000000000000'],
];

const registers: typeof tasksAndCases = [
  ['/'],
  ['/admin/users'],
  [
    '/admin/users?new=1',
    async (page) => {
      await page.getByRole('dialog').getByRole('button', { name: '新增人员' }).click();
      await refused(page);
    },
  ],
  ['/admin/units?key=SWJ'],
  ['/admin/teams'],
  ['/admin/categories?q=no-such-category'],
  ['/admin/areas'],
  ['/admin/sessions'],
  ['/admin/import?register=areas'],
  [
    `/calendar?year=${PREVIEWED_YEAR}`,
    async (page) => {
      const preview = page.getByRole('region', { name: `${PREVIEWED_YEAR} 年放假安排` });
      const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
      await page.getByRole('button', { name: '导入放假安排' }).click();
      const dialog = page.getByRole('dialog', { name: '导入国务院放假安排' });
      await dialog
        .getByRole('textbox', { name: '放假安排' })
        .fill(fixed.map((day) => `${PREVIEWED_YEAR}-${day} off 节日`).join('\n'));
      await dialog.getByRole('textbox', { name: /^依据的文件/ }).fill('国办发明电〔2032〕1号');
      await dialog.getByRole('button', { name: '预览影响' }).click();
      await preview.waitFor();
    },
  ],
];

const seenBy = (who: string | null, pages: typeof tasksAndCases): LookedAt[] =>
  pages.map(([path, reach]) => ({ who, path: typeof path === 'string' ? () => path : path, ...(reach && { reach }) }));

/** Every page for a role that sees it, in the state that shows most. Whoever adds a page adds a line. */
export const PAGES: LookedAt[] = [
  ...seenBy(null, ofNobody),
  ...seenBy(WHO, tasksAndCases),
  ...seenBy('huawu3', calls),
  ...seenBy('duban', supervision),
  ...seenBy('chengban', [[({ supervised: { answering } }) => `/tasks/${answering}`, refusedBy('提交督办答复')]]),
  ...seenBy('sheji', models),
  ...seenBy('lingdao', [['/releases']]),
  ...seenBy('guanli', registers),
];

export async function makeWhatPagesShow(system: TestSystem): Promise<Made> {
  const staff = new Staff(system);
  const claimed = async (login: string, number: string, kind: string) => {
    const { id } = await findTask(staff, login, number, kind);
    await (await staff.as(login)).mutate(CLAIM, { id });
    return id;
  };
  const { number } = await receive(staff, story({ text: LONG, title: LONG.slice(0, 80) }), 'huawu3');
  const taskId = await claimed(WHO, number, 'qualityCheck');

  const told = story();
  const late = await receive(staff, told, 'huawu3');
  await work(staff, 'zhijian', { number: late.number, told }, 'qualityCheck');
  await findTask(staff, 'chengban', late.number, 'acknowledge');
  const supervisor = await staff.as('duban');
  for (const level of [1, 3])
    await supervisor.mutate(OPEN, { input: { caseId: late.id, level, reason: '三天无人到场，请说明何时修好。' } });
  await ringEarlier(system, late.id);
  const supervised = {
    number: late.number,
    answering: await claimed('chengban', late.number, 'answerSupervision'),
    meeting: await claimed('duban', late.number, 'holdJointMeeting'),
  };
  return { number, taskId, supervised };
}

/** A call that is over: nobody is rung for it. */
async function ringEarlier(system: TestSystem, caseId: string): Promise<void> {
  await system.sql`
    with call as (
      insert into outbound_calls
        (id, case_id, at_desk, provider, phone_cipher, masked_phone, urgency, attempt, state, created_at, acknowledged_at)
      values (gen_random_uuid(), ${caseId}, true, 'DEMO', '', '199****0000', 2, 2, 'ACKNOWLEDGED', now(), now())
      returning id
    )
    insert into outbound_call_lines (call_id, at, attempt, what)
    select id, now(), 1, 'NO_ANSWER'
    from call`;
}
