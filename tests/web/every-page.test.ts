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

/** A person, or nobody, whose account chose nothing: what another test made this person choose would win. */
async function open(who: string | null): Promise<Visitor> {
  if (who) await system.sql`update users set preferences = '{}' where login = ${who}`;
  return who ? openAs(browser, system, who, '/') : openAnonymous(browser, system);
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector('.ys-skeleton, [aria-busy=true]') && document.fonts.status === 'loaded',
  );
}

/** As if it were chosen in another window: a choice in this one would follow the person into other tests. */
async function inLanguage(page: Page, language: 'zh' | 'en'): Promise<void> {
  await page.evaluate((chosen) => {
    localStorage.setItem('yousu.preferences', JSON.stringify({ language: chosen }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'yousu.preferences' }));
  }, language);
  await page.waitForFunction((lang) => document.documentElement.lang === lang, language === 'zh' ? 'zh-CN' : 'en');
  await settled(page);
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

async function withoutWords(page: Page): Promise<string[]> {
  return (await rawKeys(page)).map((key) => `shows the key ${key}`);
}

/** As it opens, in both languages, and then in its state: texts that are too pale in either theme, what keeps somebody from using it. */
async function wrong(page: Page, { path, reach }: LookedAt): Promise<string[]> {
  await page.goto(path(made));
  await settled(page);
  const found = await tooWide(page);
  await inLanguage(page, 'en');
  const chinese = (await chromeWords(page)).filter((words) => CHINESE.test(words));
  found.push(...chinese.map((words) => `says in Chinese: ${words}`), ...(await withoutWords(page)));
  found.push(...(await tooWide(page)));
  await inLanguage(page, 'zh');
  await reach?.(page);
  found.push(...(await withoutWords(page)), ...(await obstacles(page)));
  for (const theme of ['light', 'dark'] as const) {
    await inTheme(page, theme);
    found.push(...(await paleTexts(page)).map((text) => `${theme}: too pale: ${text}`));
  }
  return found;
}

describe('every page', () => {
  it.each([...new Set(PAGES.map(({ who }) => who))])(
    'can be read and used by anybody, light and dark, on every screen, in both languages: %s',
    async (who) => {
      const visitor = await open(who);
      const findings: Record<string, string[]> = {};
      for (const looked of PAGES.filter((each) => each.who === who)) {
        // A page whose state cannot be reached is a finding too.
        const found = await wrong(visitor.page, looked).catch((error: Error) => [
          `cannot be looked at: ${error.message}`,
        ]);
        if (found.length > 0) findings[looked.path(made)] = found;
      }
      if (visitor.errors.length > 0) findings['errors of the page'] = visitor.errors;
      await visitor.context.close();
      expect(findings).toEqual({});
    },
    240_000,
  );
});
