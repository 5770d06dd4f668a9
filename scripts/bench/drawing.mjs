import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../local/paths.mjs';
import { chromiumBinary } from '../local/test-run.mjs';
import { UserError } from '../local/user-error.mjs';
import { withSystem } from './bench-system.mjs';
import { largeModel, stepId } from './large-model.mjs';
import { Person } from './person.mjs';
import { percentile } from './timing.mjs';

const ELEMENTS = 500;
const OPENED = 5;
/** Each a drag of one step there and back, in the platform's editor and in the library's own, in turn. */
const PAIRS = 6;
const MOVES = 60;
const FAR = 240;
const OPENS_WITHIN_MS = 2_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const LIBRARY = 'node_modules/camunda-bpmn-js/dist';

const IMPORT =
  'mutation Import($fileName: String!, $content: String!) { importModel(fileName: $fileName, content: $content) { id } }';
const LOGIN =
  'mutation Login($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }';

export const OPTIONS = /** @type {const} */ ({ elements: 'value', pairs: 'value' });

/**
 * How long a large drawing takes to open in the studio, and how smoothly a step of it is dragged, beside the plain library with
 * the same drawing in a window of the same size. Frames are what the browser painted while the same drag went on.
 * @param {import('../local/steps.mjs').Steps} steps @param {{ elements?: string, pairs?: string }} options
 * @param {import('./figures.mjs').Figures} figures
 */
export function run(steps, options, figures) {
  const executablePath = chromiumBinary();
  if (!executablePath) throw new UserError('This bench needs Chromium: install it or set YOUSU_CHROMIUM.', 2);
  const elements = Number(options.elements ?? ELEMENTS);
  return withSystem(steps, async (system) => {
    const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
    try {
      const xml = largeModel('large-model', elements);
      const designer = await Person.signIn(system, 'sheji');
      const { importModel } = await designer.ask(IMPORT, { fileName: 'large-model.bpmn', content: xml });
      const studio = await openStudio(steps, browser, system, importModel.id, elements, figures);
      const plain = await steps.run('Opening it in the plain library', () => openPlain(browser, xml, studio.canvas));
      await compare(steps, studio, plain, Number(options.pairs ?? PAIRS), figures);
    } finally {
      await browser.close();
    }
  });
}

async function openStudio(steps, browser, system, draftId, elements, figures) {
  const page = await newPage(browser, system.url);
  const variables = { login: 'sheji', password: system.demoPassword };
  await page.context().request.post('/graphql', { data: { query: LOGIN, variables } });
  const drawn = page.locator(`[data-element-id="${stepId(0)}"] .djs-visual`);
  const times = await steps.run(`Opening ${elements} elements ${OPENED} times`, async () => {
    const all = [];
    for (let at = 0; at <= OPENED; at += 1) {
      await page.goto('/models/process/large-model');
      const draw = page.getByRole('button', { name: '接着画' });
      await draw.waitFor();
      // Somebody looks at the page before drawing.
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/bpmn-modeler-')),
      );
      const began = performance.now();
      await draw.click();
      await page.waitForURL(/\/studio\//);
      await page.locator('.ys-editor .djs-palette').waitFor();
      await drawn.waitFor();
      all.push(performance.now() - began);
    }
    return all;
  });
  figures.add('drawing', `${elements} elements open, first time in a browser`, times[0], 'ms', {
    atMost: OPENS_WITHIN_MS,
  });
  figures.add('drawing', `${elements} elements open, median after that`, percentile(times.slice(1), 0.5), 'ms', {
    atMost: OPENS_WITHIN_MS,
  });
  await page.goto(`/studio/${draftId}`);
  await drawn.waitFor();
  await page.getByRole('toolbar').getByRole('button').first().waitFor();
  const canvas = await page.locator('.ys-editor-canvas').boundingBox();
  return { page, canvas };
}

async function openPlain(browser, xml, { width, height }) {
  const page = await newPage(browser);
  const styles = `${LIBRARY}/assets/camunda-cloud-modeler.css`;
  await page.setContent(
    `<body style="margin:0"><div style="display:flex"><div id="canvas" style="width:${width}px;height:${height}px"></div><div id="panel" style="width:360px"></div></div></body>`,
  );
  await page.addStyleTag({ content: readFileSync(join(ROOT, styles), 'utf8') });
  await page.addScriptTag({ path: join(ROOT, LIBRARY, 'camunda-cloud-modeler.production.min.js') });
  await page.evaluate(async (text) => {
    const modeler = new globalThis.BpmnModeler({ container: '#canvas', propertiesPanel: { parent: '#panel' } });
    await modeler.importXML(text);
    modeler.get('canvas').zoom('fit-viewport');
  }, xml);
  return { page };
}

async function newPage(browser, baseURL) {
  const context = await browser.newContext({
    ...(baseURL && { baseURL }),
    viewport: { width: 1440, height: 960 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  return context.newPage();
}

async function compare(steps, studio, plain, pairs, figures) {
  const ours = [];
  const theirs = [];
  const dragged = stepId(60);
  await steps.run(`Dragging ${pairs} times in each`, async () => {
    await drag(studio.page, dragged);
    await drag(plain.page, dragged);
    for (let at = 0; at < pairs; at += 1) {
      ours.push(await drag(studio.page, dragged));
      theirs.push(await drag(plain.page, dragged));
    }
  });
  const ratio = percentile(ours, 0.5) / percentile(theirs, 0.5);
  figures.add(
    'drawing',
    'frames while a step is dragged, plain library, median',
    percentile(theirs, 0.5),
    'per second',
  );
  figures.add('drawing', 'frames while a step is dragged, studio, median', percentile(ours, 0.5), 'per second', {
    ratio,
    compared: 'plain',
  });
  figures.add('drawing', 'frames, studio / plain', ratio, '', { atLeast: 0.9 });
}

/** One step there and back and let go, then again at once: what follows a change falls into the second. @returns {Promise<number>} frames per second */
async function drag(page, elementId) {
  await page.bringToFront();
  await page.evaluate(() => {
    const counted = { frames: 0, since: performance.now(), over: false };
    globalThis.counted = counted;
    const next = () => {
      counted.frames += 1;
      if (!counted.over) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  for (const far of [FAR, -FAR]) {
    const box = await page.locator(`[data-element-id="${elementId}"] .djs-hit`).first().boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let move = 1; move <= MOVES; move += 1) await page.mouse.move(x + (far * move) / MOVES / 4, y + far / 8);
    await page.mouse.up();
  }
  return page.evaluate(() => {
    const { counted } = globalThis;
    counted.over = true;
    return (counted.frames * 1_000) / (performance.now() - counted.since);
  });
}
