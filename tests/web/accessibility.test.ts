import axe, { type Result } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Visitor } from '../support/browser.js';
import { findTask, receive, story } from '../support/case-work.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { openAnonymous, openAs } from './support/people.js';

/** What stands for the case and the task that the test makes. */
type Made = { number: string; taskId: string };

type LookedAt = {
  /** Null: nobody is signed in. */
  who: string | null;
  path: (made: Made) => string;
  /** Brings the page into the state to look at. */
  reach?: (page: Page) => Promise<unknown>;
};

const openFilters = async (page: Page) => {
  await page.getByRole('button', { name: '筛选', exact: true }).click();
  await page.getByRole('dialog', { name: '筛选' }).waitFor();
};

/** Every page for a role that sees it. Whoever adds a page adds a line. */
const PAGES: LookedAt[] = [
  { who: null, path: () => '/sign-in' },
  { who: null, path: () => '/report' },
  { who: null, path: () => '/progress' },
  { who: 'zhijian2', path: () => '/tasks?scope=ALL' },
  { who: 'zhijian2', path: () => '/tasks?scope=ALL&light=RED', reach: openFilters },
  { who: 'zhijian2', path: ({ taskId }) => `/tasks?scope=ALL&task=${taskId}` },
  { who: 'zhijian2', path: ({ taskId }) => `/tasks/${taskId}` },
  { who: 'zhijian2', path: () => '/cases' },
  { who: 'zhijian2', path: () => '/cases?urgency=2&type=COMPLAINT', reach: openFilters },
  { who: 'zhijian2', path: ({ number }) => `/cases/print?q=${number}` },
  ...['', '?tab=route', '?tab=clocks', '?tab=units', '?tab=files', '?tab=changes'].map((tab) => ({
    who: 'zhijian2',
    path: ({ number }: Made) => `/cases/${number}${tab}`,
  })),
  { who: 'zhijian2', path: () => '/no-such-page' },
  { who: 'huawu3', path: () => '/intake' },
  { who: 'duban2', path: () => '/deadlines' },
  { who: 'duban2', path: () => '/supervision' },
  { who: 'duban2', path: ({ number }) => `/cases/${number}?tab=supervision` },
  { who: 'duban2', path: () => '/calls' },
  { who: 'duban2', path: () => '/operations' },
  { who: 'sheji', path: () => '/models' },
  { who: 'duban2', path: () => '/calendar' },
  ...['/profile', '/notices'].map((path) => ({ who: 'zhijian2', path: () => path })),
  ...[
    '/',
    '/admin/users',
    '/admin/users?new=1',
    '/admin/units?key=SWJ',
    '/admin/teams',
    '/admin/categories',
    '/admin/areas',
    '/admin/sessions',
    '/admin/import?register=users',
  ].map((path) => ({ who: 'guanli', path: () => path })),
];

let system: TestSystem;
let browser: Browser;
let made: Made;

beforeAll(async () => {
  system = await sharedSystem();
  browser = await launchBrowser();
  const staff = new Staff(system);
  const { number } = await receive(staff, story(), 'huawu3');
  const { id: taskId } = await findTask(staff, 'zhijian2', number, 'qualityCheck');
  made = { number, taskId };
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

/** Findings that keep somebody from using the page: which rule, where, and why. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    return (await axe.run(document, { resultTypes: ['violations'] })).violations as Result[];
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`));
}

describe('nobody is kept from using a page', () => {
  const people = [...new Set(PAGES.map(({ who }) => who))];
  it.each(people)(
    'by what a scan finds, light and dark: %s',
    async (who) => {
      const visitor: Visitor = who ? await openAs(browser, system, who, '/') : await openAnonymous(browser, system);
      const { page } = visitor;
      const found: Record<string, string[]> = {};
      for (const looked of PAGES.filter((each) => each.who === who)) {
        const path = looked.path(made);
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await page.goto(path);
        await page.locator('h1, h2').first().waitFor();
        await page.waitForFunction(() => !document.querySelector('.ys-skeleton, [aria-busy=true]'));
        await looked.reach?.(page);
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await page.waitForFunction(
            (wanted) =>
              document.documentElement.dataset.theme === wanted &&
              document.getAnimations().every((animation) => animation.playState !== 'running'),
            theme,
          );
          const here = await findings(page);
          if (here.length > 0) found[`${path} ${theme}`] = here;
        }
      }
      await visitor.context.close();
      expect(found).toEqual({});
    },
    240_000,
  );
});
