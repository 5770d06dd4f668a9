import { readFile } from 'node:fs/promises';
import { connectAs } from '../local/database.mjs';
import { parseOptions } from '../local/options.mjs';
import { startTestSystem } from '../local/test-system.mjs';
import { readTypeScript } from '../local/typescript.mjs';
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

/**
 * The task list of a big desk over HTTP, with the question the page asks, while the number of open tasks grows: one question
 * after the other, and eight people at once.
 * @param {import('../local/steps.mjs').Steps} steps @param {string[]} args
 * @returns {Promise<boolean>}
 */
export async function run(steps, args) {
  const options = parseOptions(args, { most: 'value' }, 'npm run bench -- lists');
  const sizes = SIZES.filter((size) => size <= Number(options.most ?? SIZES.at(-1)));
  readTypeScript();
  const document = await pageDocument();
  const system = await steps.run('Starting a system', () => startTestSystem({ demo: true, durable: true }));
  const sql = await connectAs(system.adminUrl, { max: 2 });
  try {
    const checker = await Person.signIn(system, 'zhijian');
    const found = new Map(LISTS.map(({ name }) => [name, []]));
    const together = [];
    let there = 0;
    for (const size of sizes) {
      await steps.run(`${size} open tasks`, () => addOpenTasks(sql, there, size));
      there = size;
      for (const list of LISTS) {
        const after = list.far ? await cursorOfPage(checker, document, list.variables) : null;
        found.get(list.name).push(await oneByOne(checker, document, { ...list.variables, first: PAGE, after }));
      }
      together.push(await sideBySide(checker, document, { ...LISTS[0].variables, first: PAGE }));
    }
    return report(sizes, found, together);
  } finally {
    await sql.end({ timeout: 1 });
    await steps.run('Stopping', () => system.stop());
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

/** @returns requests per second */
async function sideBySide(person, document, variables) {
  const until = performance.now() + SECONDS_SIDE_BY_SIDE * 1_000;
  let answered = 0;
  const ask = async () => {
    while (performance.now() < until) {
      await person.ask(document, variables);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, ask));
  return answered / SECONDS_SIDE_BY_SIDE;
}

function report(sizes, found, together) {
  let kept = true;
  const say = (line) => process.stdout.write(`  ${line}\n`);
  for (const { name, allowedMs } of LISTS) {
    const all = found.get(name);
    const growth = percentile(all.at(-1), 0.5) / percentile(all[0], 0.5);
    const inTime = all.every((taken) => percentile(taken, 0.95) < allowedMs);
    kept &&= inTime && growth <= 1.5;
    const told = all.map((taken, place) => {
      const [half, most] = [percentile(taken, 0.5), percentile(taken, 0.95)];
      return `${sizes[place]}: ${half.toFixed(1)} / ${most.toFixed(1)} ms`;
    });
    say(
      `${inTime ? '✓' : '✗'} ${name} (p50 / p95, allowed ${allowedMs}): ${told.join(', ')}; growth ${growth.toFixed(2)}`,
    );
  }
  const enough = together.every((rate) => rate >= 400);
  say(
    `${enough ? '✓' : '✗'} requests per second at ${SIDE_BY_SIDE} at once: ${together.map((rate) => Math.round(rate)).join(', ')}`,
  );
  return kept && enough;
}
