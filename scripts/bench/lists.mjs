import { readFile } from 'node:fs/promises';
import { connectAs } from '../local/database.mjs';
import { readTypeScript } from '../local/typescript.mjs';
import { withSystem } from './bench-system.mjs';
import { addOpenTasks } from './open-tasks.mjs';
import { Person } from './person.mjs';
import { percentile, timed } from './timing.mjs';

const SIZES = [1_000, 10_000, 100_000];
const ONE_BY_ONE = 200;
const WARM_UP = 30;
const SIDE_BY_SIDE = 8;
const SECONDS_SIDE_BY_SIDE = 5;
const PAGE = 50;
const FAR_PAGE = 100;

/** The page's own question. */
async function pageDocument() {
  const read = (path) => readFile(new URL(`../../web/src/${path}`, import.meta.url), 'utf8');
  return (
    (await read('features/task-list/task-page.query.graphql')) + (await read('lib/task-acts/task-row.fragment.graphql'))
  );
}

const LISTS = [
  { name: 'group by due', allowedMs: 10, variables: { filter: { scope: 'MY_GROUPS' }, sort: 'DUE_ASC' } },
  {
    name: 'overdue of a group by urgency',
    allowedMs: 10,
    variables: { filter: { scope: 'UNASSIGNED', light: ['RED'] }, sort: 'URGENCY_DESC' },
  },
  { name: 'one case number', allowedMs: 10, variables: { filter: { text: 'LC0000000008000' }, sort: 'DUE_ASC' } },
  { name: 'two Chinese characters', allowedMs: 40, variables: { filter: { text: '停水' }, sort: 'DUE_ASC' } },
  { name: `page ${FAR_PAGE} by cursor`, allowedMs: 10, far: true, variables: { filter: {}, sort: 'DUE_ASC' } },
];

export const OPTIONS = /** @type {const} */ ({ most: 'value' });

/**
 * The task list of a big desk over HTTP, with the question the page asks, while the number of open tasks grows: one question
 * after the other, and eight people at once.
 * @param {import('../local/steps.mjs').Steps} steps @param {{ most?: string }} options @param {import('./figures.mjs').Figures} figures
 */
export function run(steps, options, figures) {
  readTypeScript();
  const sizes = SIZES.filter((size) => size <= Number(options.most ?? SIZES.at(-1)));
  return withSystem(steps, (system) => read(steps, system, sizes, figures));
}

async function read(steps, system, sizes, figures) {
  const document = await pageDocument();
  const sql = await connectAs(system.adminUrl, { max: 2 });
  try {
    const checker = await Person.signIn(system, 'zhijian');
    const medians = new Map(LISTS.map(({ name }) => [name, []]));
    let there = 0;
    for (const size of sizes) {
      await steps.run(`${size} open tasks`, () => addOpenTasks(sql, there, size));
      there = size;
      await steps.run(`Reading lists of ${size}`, async () => {
        for (const list of LISTS) {
          const after = list.far ? await cursorOfPage(checker, document, list.variables) : null;
          const taken = await oneByOne(checker, document, { ...list.variables, first: PAGE, after });
          medians.get(list.name).push(percentile(taken, 0.5));
          figures.add('lists', `${list.name}, ${size} open tasks, p50`, percentile(taken, 0.5), 'ms');
          figures.add('lists', `${list.name}, ${size} open tasks, p95`, percentile(taken, 0.95), 'ms', {
            atMost: list.allowedMs,
          });
        }
        const { rate, cpuMs } = await sideBySide(checker, document, { ...LISTS[0].variables, first: PAGE }, system);
        figures.add('lists', `${LISTS[0].name}, ${size} open tasks, ${SIDE_BY_SIDE} at once`, rate, 'per second', {
          atLeast: 400,
        });
        figures.add('lists', `${LISTS[0].name}, ${size} open tasks, processor of the application`, cpuMs, 'ms a page');
      });
    }
    for (const [name, [first, ...more]] of medians) {
      const growth = (more.at(-1) ?? first) / first;
      figures.add('lists', `${name}, growth ${sizes[0]} to ${there}`, growth, '× p50', { atMost: 1.5 });
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Walks there as a person would; null when there are not so many pages. */
async function cursorOfPage(person, document, variables) {
  let after = null;
  for (let page = 1; page < FAR_PAGE; page += 1) {
    const { pageInfo } = (await person.ask(document, { ...variables, first: PAGE, after })).tasks;
    if (!pageInfo.hasNextPage) return after;
    after = pageInfo.endCursor;
  }
  return after;
}

async function oneByOne(person, document, variables) {
  const taken = [];
  for (let round = -WARM_UP; round < ONE_BY_ONE; round += 1) {
    const { ms } = await timed(() => person.ask(document, variables));
    if (round >= 0) taken.push(ms);
  }
  return taken;
}

/** @returns requests per second, and ms of processor time of the application for each, which nothing else on this machine changes much */
async function sideBySide(person, document, variables, system) {
  const before = await cpuSeconds(system);
  const began = performance.now();
  const until = began + SECONDS_SIDE_BY_SIDE * 1_000;
  let answered = 0;
  const ask = async () => {
    while (performance.now() < until) {
      await person.ask(document, variables);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, ask));
  const rate = (answered / (performance.now() - began)) * 1_000;
  return { rate, cpuMs: (((await cpuSeconds(system)) - before) / answered) * 1_000 };
}

/** As the application counts itself. */
async function cpuSeconds(system) {
  const metrics = await (await fetch(`${system.url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}
