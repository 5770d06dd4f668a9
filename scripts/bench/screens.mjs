import { randomInt } from 'node:crypto';
import { chromium } from 'playwright-core';
import { TASK_RESULTS } from '../../demo/task-results.mjs';
import { waitUntil } from '../local/processes.mjs';
import { chromiumBinary } from '../local/test-run.mjs';
import { UserError } from '../local/user-error.mjs';
import { withSystem } from './bench-system.mjs';
import { Person } from './person.mjs';

const ALLOWED_MS = 1_000;
const GIVEN_UP_MS = 15_000;
/** A pause and its end each. */
const ROUNDS = 10;
/** So that no page is still busy with the change before. */
const REST_MS = 1_500;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

const REPORT = 'mutation Report($input: ReceiveCaseInput!) { reportCase(input: $input) { number checkCode } }';
const CASE = `query Case($number: String!) {
  case(number: $number) {
    id urgency secrecy reworkCount tasks { id kind state } clocks { id kind state }
  }
}`;
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const COMPLETE = 'mutation Complete($id: ID!, $result: JSON!) { completeTask(id: $id, result: $result) { id } }';
const PAUSE = `mutation Pause($id: ID!) {
  pauseClock(clockId: $id, reason: CITIZEN_EVIDENCE, proof: "TH-1", endsWhen: "照片寄到") { id }
}`;
const RESUME = 'mutation Resume($id: ID!) { resumeClock(clockId: $id, note: "照片收到了") { id } }';
const LOGIN =
  'mutation Login($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }';

export const OPTIONS = /** @type {const} */ ({ rounds: 'value' });

/**
 * A promise to a citizen is paused and resumed while people look at it on all kinds of screens: how long after the answer to
 * whoever did it each of them shows it, by itself. Everything runs on this machine: the system and all the browsers.
 * @param {import('../local/steps.mjs').Steps} steps @param {{ rounds?: string }} options @param {import('./figures.mjs').Figures} figures
 */
export function run(steps, options, figures) {
  const executablePath = chromiumBinary();
  if (!executablePath) throw new UserError('This bench needs Chromium: install it or set YOUSU_CHROMIUM.', 2);
  const rounds = Number(options.rounds ?? ROUNDS);
  return withSystem(steps, async (system) => {
    const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
    try {
      await watchChanges(steps, system, browser, rounds, figures);
    } finally {
      await browser.close();
    }
  });
}

async function watchChanges(steps, system, browser, rounds, figures) {
  const kase = await steps.run('Bringing a case to its handler', () => caseInHandling(system));
  const screens = await steps.run('Opening the screens', () => openScreens(browser, system, kase));
  const leader = await Person.signIn(system, 'fuzeren');
  // The first change finds caches and pages cold; nobody counts it.
  for (const act of [PAUSE, RESUME]) await change(leader, act, kase, screens);
  const taken = new Map(screens.map(({ name }) => [name, []]));
  await steps.run(`Watching ${rounds * 2} changes`, async () => {
    for (let round = 0; round < rounds; round += 1)
      for (const act of [PAUSE, RESUME])
        for (const [name, ms] of await change(leader, act, kase, screens)) taken.get(name).push(ms);
  });
  for (const [name, all] of taken) {
    figures.add('screens', `${name} shows a change after, median`, median(all), 'ms', { atMost: ALLOWED_MS });
    figures.add('screens', `${name}, worst`, Math.max(...all), 'ms');
  }
}

/** @param {{ url: string, demoPassword: string }} system */
async function caseInHandling(system) {
  const request = {
    type: 'COMPLAINT',
    title: '水表井渗水',
    text: `水表井一直往外渗水，第 ${randomInt(1_000_000)} 次反映，请派人修理。`,
    categoryCode: '03-01-04',
    areaCode: '990101001',
    place: '试验路 1 号',
    requester: { kind: 'PERSON', name: '白先生', phone: '19900000001' },
  };
  const citizen = new Person(system.url, {});
  const input = { ...request, channel: 'WEB_FORM', idempotencyKey: `bench-${randomInt(1_000_000_000)}` };
  const { number, checkCode } = (await citizen.ask(REPORT, { input })).reportCase;
  const checker = await Person.signIn(system, 'zhijian');
  const handler = await Person.signIn(system, 'chengban');
  const read = async () => (await checker.ask(CASE, { number })).case;
  const arrived = (kind) => {
    let task;
    return waitUntil(
      async () => {
        task = (await read()).tasks.find((each) => each.kind === kind && each.state === 'OPEN');
        return task !== undefined;
      },
      { timeoutMs: 120_000, what: `There is no ${kind}` },
    ).then(() => task);
  };
  for (const [person, kind] of [
    [checker, 'qualityCheck'],
    [handler, 'acknowledge'],
  ]) {
    const { id } = await arrived(kind);
    await person.ask(CLAIM, { id });
    await person.ask(COMPLETE, { id, result: TASK_RESULTS[kind]({ request, kase: await read() }) });
  }
  const task = await arrived('handle');
  const clock = (await read()).clocks.find(({ kind, state }) => kind === 'HANDLE' && state === 'RUNNING');
  return { number, checkCode, taskId: task.id, clockId: clock.id };
}

/** Each screen has a browser of its own, as each person has. `paused`: what stands there only while the clock stands still. */
async function openScreens(browser, system, { number, checkCode, taskId }) {
  const list = `/tasks?${new URLSearchParams({ q: number })}`;
  const staff = [
    {
      name: 'task list',
      login: 'chengban',
      path: list,
      shown: '[role="option"] .ys-clock-button',
      paused: ['[role="option"] .ys-clock-button', '停表'],
    },
    {
      name: 'task page',
      login: 'chengban',
      path: `/tasks/${taskId}`,
      shown: '.ys-task-head .ys-clock-button',
      paused: ['.ys-task-head .ys-clock-button', '停表'],
    },
    {
      name: "case page's clocks",
      login: 'paidan',
      path: `/cases/${number}?tab=clocks`,
      shown: '[data-testid="clock-HANDLE"] .ys-clock-button',
      paused: ['[data-testid="clock-HANDLE"] .ys-clock-button', '停表'],
    },
    {
      name: 'deadline board',
      login: 'paidan',
      path: '/deadlines',
      shown: '.ys-deadlines tbody tr',
      paused: ['.ys-deadlines tbody [data-column="paused"] a', ''],
    },
    {
      name: 'supervision desk',
      login: 'duban',
      path: `/supervision?${new URLSearchParams({ q: number })}`,
      shown: `[data-testid="board-${number}"]`,
      paused: [`[data-testid="board-${number}"] .ys-board-light`, '停表'],
    },
  ];
  const screens = [];
  for (const { name, login, path, shown, paused } of staff) {
    const page = await newPage(browser, system);
    const variables = { login, password: system.demoPassword };
    await page.context().request.post('/graphql', { data: { query: LOGIN, variables } });
    // Only the stream's own requests tell that the page listens.
    const listens = page.waitForResponse((answer) => /graphql\/stream/.test(answer.url()) && answer.status() === 202);
    await page.goto(path);
    await page.locator(shown).first().waitFor();
    await listens;
    screens.push({ name, page, paused });
  }
  const page = await newPage(browser, system);
  const listens = page.waitForResponse((answer) => /graphql\/stream/.test(answer.url()) && answer.ok());
  await page.goto('/progress');
  await page.getByLabel('受理编号').fill(number);
  await page.getByLabel('查询码').fill(checkCode);
  await page.getByTestId('look-up').click();
  await page.getByTestId('headline').waitFor();
  await listens;
  screens.push({ name: "citizen's progress", page, paused: ['[data-testid="promise-paused"]', ''] });
  return screens;
}

async function newPage(browser, system) {
  const context = await browser.newContext({
    baseURL: system.url,
    viewport: { width: 1440, height: 960 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

/** @returns {Promise<[name: string, ms: number][]>} from the answer to the act until each screen showed it; GIVEN_UP_MS: it did not */
async function change(person, act, { clockId }, screens) {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  for (const { page, paused } of screens) {
    const [selector, text] = paused;
    await page.evaluate(watch, { selector, text, wanted: act === PAUSE, patienceMs: GIVEN_UP_MS });
  }
  await person.ask(act, { id: clockId });
  const answeredAt = Date.now();
  return Promise.all(
    screens.map(async ({ name, page }) => {
      const seenAt = await page.evaluate(() => globalThis.seenAt);
      return [name, seenAt === null ? GIVEN_UP_MS : Math.max(0, seenAt - answeredAt)];
    }),
  );
}

/** In the page: leaves a promise of the moment at which it shows, or no longer shows, such an element; null when it was given up. */
function watch({ selector, text, wanted, patienceMs }) {
  const { document, MutationObserver } = globalThis;
  globalThis.seenAt = new Promise((resolve) => {
    const look = () => {
      const there = [...document.querySelectorAll(selector)].some((each) => each.textContent.includes(text));
      if (there === wanted) end(Date.now());
    };
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => end(null), patienceMs);
    const end = (at) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(at);
    };
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
