import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { paleTexts } from './support/contrast.js';
import { type LookedAt, type Made, makeWhatPagesShow, PAGES, PREVIEWED_YEAR } from './support/every-page.js';
import { obstacles } from './support/obstacles.js';
import { openAnonymous, openAs, PHONE, WIDE } from './support/people.js';
import { chromeWords, overflow, rawKeys } from './support/words.js';

const CHINESE = /[\u3400-\u9fff]/;
const TABLET = { width: 1024, height: 768 };
let system: TestSystem;
let browser: Browser;
let made: Made;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  made = await makeWhatPagesShow(system);
}, 120_000);

afterAll(async () => {
  if (system) await system.sql`delete from calendar_changes where year = ${PREVIEWED_YEAR}`;
  await browser?.close();
  await system?.stop();
});

/** A person, or nobody, whose account chose nothing, at a machine that chose this language. */
async function open(who: string | null, language: 'zh' | 'en'): Promise<Visitor> {
  // Whatever another test made this person choose would win over the machine's choice.
  if (who) await system.sql`update users set preferences = '{}' where login = ${who}`;
  const visitor = who ? await openAs(browser, system, who, '/') : await openAnonymous(browser, system);
  // The account's own choice would follow this person into other tests.
  await visitor.context.addInitScript((chosen) => {
    localStorage.setItem('yousu.preferences', JSON.stringify({ language: chosen }));
  }, language);
  return visitor;
}

async function settled(page: Page, language: 'zh' | 'en'): Promise<void> {
  await page.locator('h1, h2').first().waitFor();
  await page.waitForFunction(
    (lang) =>
      document.documentElement.lang === lang &&
      !document.querySelector('.ys-skeleton, [aria-busy=true]') &&
      document.fonts.status === 'loaded',
    language === 'zh' ? 'zh-CN' : 'en',
  );
}

async function inTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.waitForFunction(
    (wanted) =>
      document.documentElement.dataset.theme === wanted &&
      document.getAnimations().every((animation) => animation.playState !== 'running'),
    theme,
  );
}

async function tooWide(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const size of [TABLET, PHONE]) {
    await page.setViewportSize(size);
    const { by, because } = await overflow(page);
    if (by > 0) found.push(`too wide by ${by} at ${size.width}: ${because.join(', ')}`);
  }
  await page.setViewportSize(WIDE);
  return found;
}

/** In its state: keys, texts that are too pale in either theme, what keeps somebody from using it; and its width as it opens. */
async function wrongInChinese(page: Page, { path, reach }: LookedAt): Promise<string[]> {
  await page.goto(path(made));
  await settled(page, 'zh');
  const found = await tooWide(page);
  await reach?.(page);
  found.push(...(await rawKeys(page)).map((key) => `shows the key ${key}`));
  found.push(...(await obstacles(page)));
  for (const theme of ['light', 'dark'] as const) {
    await inTheme(page, theme);
    found.push(...(await paleTexts(page)).map((text) => `${theme}: too pale: ${text}`));
  }
  return found;
}

async function wrongInEnglish(page: Page, { path }: LookedAt): Promise<string[]> {
  await page.goto(path(made));
  await settled(page, 'en');
  const chinese = (await chromeWords(page)).filter((words) => CHINESE.test(words));
  const keys = await rawKeys(page);
  return [
    ...chinese.map((words) => `says in Chinese: ${words}`),
    ...keys.map((key) => `shows the key ${key}`),
    ...(await tooWide(page)),
  ];
}

/** Findings by address; a page whose state cannot be reached is a finding too. */
async function look(who: string | null, language: 'zh' | 'en'): Promise<Record<string, string[]>> {
  const visitor = await open(who, language);
  const wrong: Record<string, string[]> = {};
  for (const looked of PAGES.filter((each) => each.who === who)) {
    const found = await (language === 'zh' ? wrongInChinese : wrongInEnglish)(visitor.page, looked).catch(
      (error: Error) => [`cannot be looked at: ${error.message}`],
    );
    if (found.length > 0) wrong[looked.path(made)] = found;
  }
  if (visitor.errors.length > 0) wrong['errors of the page'] = visitor.errors;
  await visitor.context.close();
  return wrong;
}

describe('every page', () => {
  const people = [...new Set(PAGES.map(({ who }) => who))];

  it.each(people)(
    'can be read and used by anybody, light and dark, and fits a phone: %s',
    async (who) => {
      expect(await look(who, 'zh')).toEqual({});
    },
    240_000,
  );

  it.each(people)(
    'has English words for everything, and fits a phone with them: %s',
    async (who) => {
      expect(await look(who, 'en')).toEqual({});
    },
    240_000,
  );
});
