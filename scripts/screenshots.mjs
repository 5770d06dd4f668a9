import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Api } from './demo/api.mjs';
import { ChangeInStudio } from './demo/change-in-studio.mjs';
import { build } from './local/build-output.mjs';
import { beginOf } from './local/demo-past.mjs';
import { parseOptions } from './local/options.mjs';
import { requireNode } from './local/packages.mjs';
import { ROOT } from './local/paths.mjs';
import { Steps } from './local/steps.mjs';
import { chromiumBinary, prepareTools } from './local/test-run.mjs';
import { startTestSystem } from './local/test-system.mjs';
import { runScript, UserError } from './local/user-error.mjs';
import { seedDemo } from './seed-demo.mjs';

const FOLDER = join(ROOT, 'docs');
const SIZE = { width: 1440, height: 900 };
const LANGUAGES = { en: 'en-GB', zh: 'zh-CN' };
const LOGIN = `mutation Login($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }`;
const FIND = `query Find { tasks(first: 1, filter: { scope: ALL, kind: ["handle"], light: [RED] }) { nodes { caseNumber } } }`;

/**
 * What the READMEs show, as `docs/<name>.<language>.png`.
 * @typedef {import('playwright-core').Page} Page
 * @type {{ name: string, login: string, before?: (change: ChangeInStudio) => Promise<unknown>,
 *   open: (page: Page, city: { lateCase: () => Promise<string>, change: ChangeInStudio }) => Promise<unknown> }[]} `before`: once,
 *   for both languages
 */
const PICTURES = [
  {
    name: 'task-list',
    login: 'zhijian',
    open: async (page) => {
      await page.goto('/tasks?scope=ALL');
      await page.getByRole('option').first().click();
      await page.getByRole('complementary').getByRole('heading').first().waitFor();
    },
  },
  {
    name: 'case-route',
    login: 'duban',
    open: async (page, { lateCase }) => {
      await page.goto(`/cases/${await lateCase()}?tab=route`);
      // The diagram is drawn, then what was walked is marked on it.
      await page.locator('.djs-container svg .djs-shape').first().waitFor();
      await page.locator('.djs-overlay').first().waitFor();
    },
  },
  {
    name: 'deadlines',
    login: 'duban',
    open: async (page) => {
      await page.goto('/deadlines');
      await page.locator('.ys-deadlines tbody tr').first().waitFor();
    },
  },
  {
    name: 'studio-library',
    login: 'sheji',
    before: (change) => change.draw(),
    open: async (page) => {
      await page.goto('/models');
      await page.getByRole('row').nth(5).waitFor();
    },
  },
  {
    name: 'studio-process',
    login: 'sheji',
    open: async (page, { change }) => {
      await page.goto(`/studio/${change.process}`);
      await page.locator('[data-element-id="reviewInspection"] > .djs-hit').first().click();
      await page.getByText('reviewInspection', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'studio-form',
    login: 'sheji',
    open: async (page, { change }) => {
      await page.goto(`/studio/${change.form}`);
      await page.getByRole('radio', { name: /^(到位|Yes)$/ }).waitFor();
    },
  },
  {
    name: 'studio-release',
    login: 'lingdao',
    before: (change) => change.propose(),
    open: async (page, { change }) => {
      await page.goto(`/releases/${change.release}`);
      await page.locator('.ys-changes li').first().waitFor();
      await page.locator('.ys-badge-change').first().waitFor();
      await page.getByText(/没有发现问题|Nothing wrong was found/).waitFor();
    },
  },
  {
    name: 'studio-task',
    login: 'zhijian',
    before: (change) => change.goLive(),
    open: async (page, { change }) => {
      await page.goto(`/tasks?${new URLSearchParams({ scope: 'MY_GROUPS', q: change.caseNumber })}`);
      await page.getByRole('option').first().click();
      await page
        .getByRole('complementary')
        .getByText(/整改是否到位|Was it put right/)
        .waitFor();
    },
  },
];

// `npm run screenshots`: a demo city of its own on free ports, photographed and thrown away.
await runScript(async () => {
  parseOptions(process.argv.slice(2), {}, 'npm run screenshots');
  requireNode();
  const executablePath = chromiumBinary();
  if (!executablePath)
    throw new UserError(
      'There is no Chromium: install it ("apt-get install chromium fonts-wqy-zenhei") or set YOUSU_CHROMIUM.',
    );
  const steps = new Steps();
  await prepareTools(steps);
  await steps.run('Building', () => build());
  const presentAt = Date.now();
  const begins = beginOf(presentAt, 'small');
  const system = await steps.run('Starting a system for the pictures', () => startTestSystem({ demo: true, begins }));
  let browser;
  try {
    await steps.run('Filling the demo city', (show) =>
      seedDemo({
        baseUrl: system.url,
        password: system.demoPassword,
        past: { begins, presentAt, size: 'small' },
        onProgress: ({ arrived, total }) => show(`${arrived} of ${total}`),
      }),
    );
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
    mkdirSync(FOLDER, { recursive: true });
    const change = new ChangeInStudio(new Api(system.url, system.demoPassword));
    for (const picture of PICTURES) {
      await picture.before?.(change);
      for (const language of /** @type {(keyof typeof LANGUAGES)[]} */ (Object.keys(LANGUAGES))) {
        const file = `${picture.name}.${language}.png`;
        const about = { picture, language, change, path: join(FOLDER, file) };
        await steps.run(`docs/${file}`, () => photograph(browser, system, about));
      }
    }
  } finally {
    await browser?.close();
    await system.stop();
  }
});

/**
 * @param {import('playwright-core').Browser} browser @param {import('./local/test-system.mjs').RunningSystem} system
 * @param {{ picture: typeof PICTURES[number], language: keyof typeof LANGUAGES, change: ChangeInStudio, path: string }} about
 */
async function photograph(browser, system, { picture: { login, open }, language, change, path }) {
  const context = await browser.newContext({
    baseURL: system.url,
    viewport: SIZE,
    locale: LANGUAGES[language],
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await context.addInitScript((chosen) => {
    localStorage.setItem('yousu.preferences', JSON.stringify({ language: chosen }));
  }, language);
  const ask = async (/** @type {string} */ query, /** @type {object} */ variables) => {
    const { data, errors } = await (await context.request.post('/graphql', { data: { query, variables } })).json();
    if (errors) throw new Error(`${login}: ${JSON.stringify(errors)}`);
    return data;
  };
  await ask(LOGIN, { login, password: system.demoPassword });
  const page = await context.newPage();
  await open(page, { change, lateCase: async () => (await ask(FIND, {})).tasks.nodes[0].caseNumber });
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await context.close();
}
