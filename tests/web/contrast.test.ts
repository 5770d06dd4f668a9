import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, receive, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { paleTexts } from './support/contrast.js';
import { openAnonymous, openAs } from './support/people.js';
import { formOf } from './support/task-pane.js';

const WHO = 'zhijian2';
let system: TestSystem;
let browser: Browser;
let number: string;
let taskId: string;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  const staff = new Staff(system);
  ({ number } = await receive(staff, story(), 'huawu3'));
  ({ id: taskId } = await findTask(staff, WHO, number, 'qualityCheck'));
  await (await staff.as(WHO)).mutate('mutation Claim($id: ID!) { claimTask(id: $id) { id } }', { id: taskId });
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

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
});
