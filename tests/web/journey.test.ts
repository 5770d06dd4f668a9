import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { story } from '../support/case-work.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { openAnonymous, PHONE, signInByHand, toldWithPage } from './support/people.js';
import { choose, claimByKeys, pick, seeTask, submit, tick, write } from './support/task-pane.js';

const REPLY = '水已止住，井盖已更换，路面恢复通行。';

/** Who does what: the step's name on the list, the person's name, what is filled in, the button. */
interface Part {
  login: string;
  name: string;
  step: string;
  fill: (pane: Locator) => Promise<void>;
  verb: string;
}

const told = story();
const PARTS: Part[] = [
  {
    login: 'zhijian',
    name: '周砚',
    step: '质检',
    fill: async (pane) => {
      await pick(pane, '处置方式', '受理');
      await pick(pane, '诉求类型', '投诉');
      await pick(pane, '事项分类', '河道发黑发臭', 'hdfhfc');
      await choose(pane, '紧急程度', '一般');
      await choose(pane, '保密要求', '一般');
      await write(pane, '诉求摘要', '水表井渗水，请修理。');
    },
    verb: '提交质检结果',
  },
  {
    login: 'paidan',
    name: '许汀',
    step: '派单',
    fill: async (pane) => {
      await pick(pane, '主办单位', '澜川市水务局', '水务');
      await write(pane, '派单说明', '按职责清单派单。');
    },
    verb: '派单',
  },
  {
    login: 'chengban',
    name: '沈禾',
    step: '签收',
    fill: (pane) => write(pane, '备注', '已签收，今天安排人员联系诉求人。'),
    verb: '签收',
  },
  {
    login: 'chengban',
    name: '沈禾',
    step: '办理',
    fill: async (pane) => {
      const contact = pane.getByRole('region', { name: '先行联系诉求人' });
      await choose(contact, '方式', '电话');
      await choose(contact, '结果', '已联系上');
      await write(contact, '凭证', 'TH-20260001');
      await contact.getByRole('button', { name: '保存联系记录' }).click();
      await contact.getByText('TH-20260001').waitFor();
      await write(pane, '办理情况', '已到现场核实并与诉求人见面，更换井盖并止水。');
      await choose(pane, '办理结果', '已解决');
    },
    verb: '提交办理结果',
  },
  { login: 'chengban', name: '沈禾', step: '拟答复', fill: (pane) => write(pane, '答复内容', REPLY), verb: '送审答复' },
  {
    login: 'fuzeren',
    name: '高澄',
    step: '审签答复',
    fill: async (pane) => {
      await pane.getByText(REPLY).first().waitFor();
      await choose(pane, '同意答复', '同意');
    },
    verb: '提交审签',
  },
  {
    login: 'zhijian2',
    name: '周楷',
    step: '办结审核',
    fill: async (pane) => {
      await choose(pane, '审核结论', '准予办结');
      await tick(pane, '已联系诉求人', '答复回应了诉求', '办理结果属实', '用语得体');
    },
    verb: '提交审核结论',
  },
  {
    login: 'huifang',
    name: '苏霁',
    step: '回访',
    fill: async (pane) => {
      await choose(pane, '已联系上诉求人', '已联系上');
      await pane.getByRole('spinbutton', { name: /^联系次数/ }).fill('1');
      await choose(pane, '承办单位联系过本人', '联系过');
      await choose(pane, '是否解决', '已解决');
      await pick(pane, '满意度', '非常满意');
      await write(pane, '诉求人意见', '办得快，谢谢。');
    },
    verb: '提交回访结果',
  },
];

let system: TestSystem;
let browser: Browser;
let citizen: Visitor;
const staff = new Map<string, Visitor>();
let number = '';
let checkCode = '';

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

/** What comes later in the story is not tried when something earlier did not happen. */
let happened = 0;
let chapters = 0;
function chapter(name: string, tell: () => Promise<void>): void {
  const place = chapters++;
  it(name, async () => {
    if (happened < place) throw new Error('the story did not come this far');
    await tell();
    happened = place + 1;
  });
}

describe('a request on its way through the web', () => {
  chapter('is reported on a phone without an account, one question per screen', async () => {
    citizen = await openAnonymous(browser, system, PHONE);
    const { page } = citizen;
    const next = page.getByRole('button', { name: '下一步' });
    await page.goto('/report');
    await next.click();
    await page.getByText('请写下发生了什么事').waitFor();
    await page.getByLabel('事情经过').fill(told.text);
    await page.locator('input[type=file]').setInputFiles({ name: '井盖.png', mimeType: 'image/png', buffer: PIXEL });
    await page
      .getByRole('listitem')
      .filter({ hasText: /井盖\.png\s*\d+ B/ })
      .waitFor();
    await next.click();
    await page.getByRole('heading', { name: '在哪里？' }).waitFor();
    await page.getByLabel(/^具体地点/).fill(told.place);
    await next.click();
    await page.getByLabel('姓名').fill('白先生');
    await page.getByLabel('电话').fill(String(told.requester.phone));
    await next.click();
    await page.getByRole('heading', { name: '核对后提交' }).waitFor();
    await page.getByText(told.text).waitFor();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('heading', { name: /已收到您的诉求/ }).waitFor();
    number = await page.getByTestId('case-number').innerText();
    checkCode = (await page.getByTestId('check-code').innerText()).replaceAll(/\s/g, '');
    expect(number).toMatch(/^LC\d{12}[\dX]$/);
    expect(checkCode).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    await page.getByRole('button', { name: '去看进度' }).click();
    await page.getByRole('heading', { name: '已收到，正在核对' }).waitFor();
  });

  chapter('shows everybody of the way an empty list, before it is their turn', async () => {
    for (const login of new Set(PARTS.map((part) => part.login))) {
      const visitor = await signInByHand(browser, system, login);
      staff.set(login, visitor);
      // The filter is typed as people do: "/" leads to it, Escape back to the list's keys.
      const { page } = visitor;
      await page.getByRole('navigation', { name: '视图' }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(number);
      await page.waitForURL((url) => url.searchParams.get('q') === number);
      await page.keyboard.press('Escape');
      if (login !== 'zhijian' && login !== 'zhijian2') await page.getByText('没有符合条件的任务').waitFor();
    }
  });

  chapter('is found, claimed with a key and filled in on screen by one person after the other', async () => {
    for (const part of PARTS) {
      const { page } = staff.get(part.login) as Visitor;
      await toldWithPage(page, `${part.step} by ${part.name}`, () => play(page, part));
    }
  });

  async function play(page: Page, part: Part): Promise<void> {
    const row = await seeTask(page, number, part.step);
    const pane = await claimByKeys(page, row);
    await pane.getByText(told.text).first().waitFor();
    await part.fill(pane);
    await submit(pane, part.verb);
    await page.keyboard.press('Escape');
    await pane.waitFor({ state: 'detached' });
  }

  chapter('is closed: the citizen reads the reply on the progress page', async () => {
    const { page } = citizen;
    await page.getByRole('button', { name: '查另一件' }).click();
    await page.getByLabel('受理编号').fill(number.toLowerCase());
    await page.getByLabel('查询码').fill(checkCode);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    const headline = page.getByTestId('headline');
    await headline.waitFor();
    // The last step's way through the engine takes a moment; the page's own button asks again.
    for (let asked = 0; asked < 50 && (await headline.innerText()) !== '已办结'; asked += 1) {
      const answered = page.waitForResponse((response) => response.url().endsWith('/graphql'));
      await page.getByRole('button', { name: '刷新' }).click();
      await answered;
    }
    expect(await headline.innerText()).toBe('已办结');
    await page.getByText(REPLY).waitFor();
    for (const step of ['收到您的诉求', '核对受理', '转给', '答复', '回访', '办结'])
      await page.getByRole('listitem').filter({ hasText: step }).first().waitFor();
  });

  chapter('has its way on the diagram of the case page, with the passes', async () => {
    const { page } = staff.get('huifang') as Visitor;
    await page.goto(`/cases/${number}?tab=route`);
    await page.getByTestId('case-status').getByText('已办结').waitFor();
    const route = page.getByRole('region', { name: /^case-main 第 \d+ 版：经过的路线$/ });
    for (const part of PARTS) await route.getByText(part.name).first().waitFor({ state: 'attached' });
    await route.getByText('回访', { exact: true }).first().waitFor();
    expect(await route.getByTitle('经过 1 次').count()).toBeGreaterThanOrEqual(PARTS.length);
    await route.getByRole('listitem').filter({ hasText: '办结审核' }).filter({ hasText: '周楷' }).waitFor();
  });

  chapter('wrote nothing into the console of any of these people', async () => {
    expect([citizen, ...staff.values()].flatMap((visitor) => visitor.errors)).toEqual([]);
  });
});

/** One transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
