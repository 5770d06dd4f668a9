import type { Browser, Page } from 'playwright-core';
import { appendEvents } from '../../api/src/features/events/append-event.js';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, inputOf, readCase, receive, story } from '../support/case-work.js';
import { verifyChain } from '../support/event-chain.js';
import { pdfOf, pictureOf } from '../support/sample-files.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { openAnonymous, openAs, PHONE, WIDE } from './support/people.js';
import { chromeWords, overflow, rawKeys } from './support/words.js';

const CHINESE = /[\u3400-\u9fff]/;
/** A word nobody breaks, and a sentence that never ends. */
const LONG = `${'很长的诉求'.repeat(30)}https://example.invalid/${'a'.repeat(120)}`;

let system: TestSystem;
let browser: Browser;
let pages: { who: string | null; path: string }[];

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  const staff = new Staff(system);
  const { number } = await receive(staff, story({ text: LONG, title: LONG.slice(0, 80) }), 'huawu3');
  const { id } = await findTask(staff, 'zhijian2', number, 'qualityCheck');
  await (await staff.as('zhijian2')).mutate('mutation Claim($id: ID!) { claimTask(id: $id) { id } }', { id });
  expect(await readCase(staff, { number })).toMatchObject({ status: 'QUALITY_CHECK' });
  pages = [
    ...['/sign-in', '/report', '/progress'].map((path) => ({ who: null, path })),
    { who: 'huawu3', path: '/intake' },
    ...['/tasks?scope=ALL', `/tasks/${id}`, '/cases', '/no-such-page'].map((path) => ({ who: 'zhijian2', path })),
    ...['', '?tab=route', '?tab=clocks', '?tab=units', '?tab=files', '?tab=changes'].map((tab) => ({
      who: 'zhijian2',
      path: `/cases/${number}${tab}`,
    })),
    ...['/deadlines', '/supervision', `/cases/${number}?tab=supervision`, '/calls', '/operations', '/calendar'].map(
      (path) => ({ who: 'duban2', path }),
    ),
    ...[
      '/',
      ...['users', 'units?key=SWJ', 'teams', 'categories', 'areas', 'sessions', 'import'].map(
        (part) => `/admin/${part}`,
      ),
      '/admin/users?new=1',
      '/profile',
      '/notices',
    ].map((path) => ({ who: 'guanli', path })),
  ];
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

/** Each page on its reader's phone, once it has settled. */
async function eachPage(language: 'zh' | 'en', look: (page: Page, path: string) => Promise<void>) {
  const visitors = new Map<string | null, Visitor>();
  for (const { who, path } of pages) {
    let visitor = visitors.get(who);
    if (!visitor) {
      // Whatever another test made this person choose would win over the machine's choice below.
      if (who) await system.sql`update users set preferences = '{}' where login = ${who}`;
      visitor = who ? await openAs(browser, system, who, '/', PHONE) : await openAnonymous(browser, system, PHONE);
      // The machine's choice: the account's would follow this person into other tests.
      await visitor.context.addInitScript((chosen) => {
        localStorage.setItem('yousu.preferences', JSON.stringify({ language: chosen }));
      }, language);
      visitors.set(who, visitor);
    }
    await visitor.page.goto(path);
    await visitor.page.locator('h1, h2').first().waitFor();
    await visitor.page.waitForFunction(
      () => !document.querySelector('.ys-skeleton, [aria-busy=true]') && document.fonts.status === 'loaded',
    );
    await visitor.page.waitForFunction(
      (lang) => document.documentElement.lang === lang,
      language === 'zh' ? 'zh-CN' : 'en',
    );
    await look(visitor.page, path);
  }
  const errors = [...visitors.values()].flatMap((visitor) => visitor.errors);
  await Promise.all([...visitors.values()].map(({ context }) => context.close()));
  return errors;
}

describe('every page', () => {
  it.each(['zh', 'en'] as const)('fits a phone and has words, not keys, for everything: %s', async (language) => {
    const wrong: Record<string, unknown> = {};
    const errors = await eachPage(language, async (page, path) => {
      const { by, because } = await overflow(page);
      await page.setViewportSize(WIDE);
      const keys = await rawKeys(page);
      const chinese = language === 'en' ? (await chromeWords(page)).filter((words) => CHINESE.test(words)) : [];
      await page.setViewportSize(PHONE);
      if (by > 0) wrong[`${path} is too wide by ${by}`] = because;
      if (keys.length > 0) wrong[`${path} shows keys`] = keys;
      if (chinese.length > 0) wrong[`${path} shows Chinese`] = chinese;
    });
    expect(wrong).toEqual({});
    expect(errors).toEqual([]);
  });
});

describe('a case with long texts, many files and a long history', () => {
  it('is read with the keyboard, keeps its place, and fits a phone', async () => {
    const staff = new Staff(system);
    const agent = await staff.as('huawu3');
    const files = [
      { name: `${'现场照片'.repeat(25)}.pdf`, content: pdfOf('Survey') },
      ...Array.from({ length: 19 }, (_, n) => ({ name: `照片${n + 1}.png`, content: pictureOf(320, 240, n * 13) })),
    ];
    const attachmentIds: string[] = [];
    for (const { name, content } of files) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(content)]), name);
      const answer = await fetch(`${system.url}/attachments`, { method: 'POST', headers: agent.headers, body: form });
      attachmentIds.push(((await answer.json()) as { id: string }).id);
    }
    const told = story({ text: LONG.repeat(12), title: LONG.slice(0, 80) });
    const { receiveCase } = await agent.mutate(
      'mutation Receive($input: ReceiveCaseInput!) { receiveCase(input: $input) { case { id number } } }',
      { input: { ...inputOf(told), attachmentIds } },
    );
    const { id, number } = receiveCase.case as { id: string; number: string };
    await findTask(staff, 'zhijian2', number, 'qualityCheck');
    await system.sql.begin((sql) =>
      appendEvents(
        sql,
        Array.from({ length: 300 }, (_, n) => ({
          type: 'case.urged',
          caseId: id,
          actor: { kind: 'CITIZEN' as const },
          body: { count: n + 1 },
          personal: { note: n % 10 === 0 ? LONG : `第${n + 1}回来电` },
          at: new Date(),
        })),
      ),
    );
    expect(await verifyChain(system.sql, `case:${id}`)).toBeGreaterThan(300);

    const { page, context, errors } = await openAs(browser, system, 'zhijian2', `/cases/${number}`);
    await page.getByRole('button', { name: '全文' }).first().click();
    await page.getByRole('button', { name: '收起' }).first().click();

    const picture = page.getByRole('button', { name: '查看 照片1.png' });
    await picture.focus();
    await page.keyboard.press('Enter');
    const viewer = page.getByRole('dialog');
    await viewer.getByText('1 / 19').waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('2 / 19').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    expect(await picture.evaluate((button) => button === document.activeElement)).toBe(true);

    await page.getByRole('button', { name: /^查看 现场照片.*\.pdf$/ }).click();
    await viewer.locator('[aria-busy=false] > iframe').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '显示全部 20 个附件' }).click();
    await page.getByRole('button', { name: '查看 照片19.png' }).waitFor();

    const history = page.getByRole('region', { name: '经过记事' });
    const lines = history.getByRole('listitem');
    const shown = await lines.count();
    const more = history.getByRole('button', { name: '更早的记录' });
    await more.scrollIntoViewIfNeeded();
    const last = lines.nth(shown - 1);
    const before = await last.boundingBox();
    await more.click();
    await lines.nth(shown + 49).waitFor();
    expect(await last.boundingBox()).toEqual(before);
    await history.getByRole('textbox', { name: '在记事里查找' }).fill('第3回来电');
    await history.getByRole('status').filter({ hasText: '1 条' }).waitFor();
    await history.getByText('第3回来电').waitFor();
    await history.getByRole('button', { name: '清除条件' }).click();
    await lines.nth(300).waitFor();

    await page.setViewportSize(PHONE);
    for (const tab of ['', '?tab=files', '?tab=changes']) {
      if (tab) await page.goto(`/cases/${number}${tab}`);
      await page.waitForFunction(() => !document.querySelector('.ys-skeleton, [aria-busy=true]'));
      expect({ tab, ...(await overflow(page)) }).toEqual({ tab, by: 0, because: [] });
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('the language', () => {
  it('is switched in the menu at once, and is the same on the next machine', async () => {
    const { page, context } = await openAs(browser, system, 'huifang2', '/tasks');
    const menu = page.getByRole('button', { name: /苏荔/ });
    await menu.click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: /Tasks/ }).waitFor();
    await page.reload();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await context.close();

    const other = await openAs(browser, system, 'huifang2', '/tasks');
    await other.page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await other.page.getByRole('button', { name: /苏荔/ }).click();
    await other.page.getByRole('menuitem', { name: '中文' }).click();
    await other.page.getByRole('navigation', { name: '主导航' }).waitFor();
    await other.context.close();
  });

  it('is switched on the citizens’ pages without losing what was typed', async () => {
    const { page, context } = await openAnonymous(browser, system, PHONE);
    await page.goto('/report');
    await page.getByLabel('事情经过').fill('路灯不亮已经一个星期了');
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByRole('button', { name: 'Next', exact: true }).waitFor();
    expect(await page.getByRole('textbox').first().inputValue()).toBe('路灯不亮已经一个星期了');
    await context.close();
  });
});
