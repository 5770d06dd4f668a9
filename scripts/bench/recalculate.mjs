import { connectAs } from '../local/database.mjs';
import { readTypeScript } from '../local/typescript.mjs';
import { withSystem } from './bench-system.mjs';
import { insertDeadlines } from './deadlines.mjs';
import { Person } from './person.mjs';
import { percentile, timed } from './timing.mjs';

const DEADLINES = 100_000;
const ALLOWED_S = 30;
/** What a person at a list does not notice. */
const LIST_ALLOWED_MS = 1_000;
const LOOK_EVERY_MS = 200;

const LIST =
  'query List { tasks(filter: { scope: ALL }, first: 50) { nodes { id dueAt caseNumber } pageInfo { endCursor } } }';
const PREVIEW =
  'mutation Preview($year: Int!, $text: String!) { previewCalendarYear(year: $year, text: $text) { id openDeadlines moving becomingCertain } }';
const CONFIRM = 'mutation Confirm($id: ID!) { confirmCalendarChange(id: $id) { state } }';

export const OPTIONS = /** @type {const} */ ({ deadlines: 'value' });

/**
 * The notice of a year is imported while so many deadlines reach into it: how long until ledger, lists and cases are right,
 * and how long a list takes meanwhile. Everything runs on this machine: database, engine, application, and the looker-on.
 * @param {import('../local/steps.mjs').Steps} steps @param {{ deadlines?: string }} options @param {import('./figures.mjs').Figures} figures
 */
export function run(steps, options, figures) {
  readTypeScript();
  return withSystem(steps, (system) => publish(steps, system, Number(options.deadlines ?? DEADLINES), figures));
}

async function publish(steps, system, count, figures) {
  const add = (...figure) => figures.add('recalculate', ...figure);
  const sql = await connectAs(system.adminUrl, { max: 2 });
  try {
    const city = await steps.run(`Adding ${count} deadlines`, () => insertDeadlines(sql, count));
    const administrator = await Person.signIn(system, 'guanli');
    const handler = await Person.signIn(system, 'zhijian');
    await handler.ask(LIST);
    const quiet = await latencies(handler, async () => {}, 3_000);

    const preview = await steps.run('Previewing the year', () =>
      timed(() => administrator.ask(PREVIEW, { year: city.year, text: city.notice })),
    );
    const { id, openDeadlines } = preview.result.previewCalendarYear;
    add(`preview of ${openDeadlines} running clocks`, preview.ms / 1_000, 's');

    let done = 0;
    const began = performance.now();
    const busy = await steps.run('Publishing it', () =>
      latencies(handler, async () => {
        const confirmed = await timed(() => administrator.ask(CONFIRM, { id }));
        add('confirmation (tables change)', confirmed.ms / 1_000, 's');
        for (;;) {
          const [row] = await sql`
            select h.state, min(l.round) as round
            from calendar_changes h join recalculation_lanes l on l.change_id = h.id
            where h.id = ${id}
            group by h.id`;
          if (done === 0 && (row.round > 1 || row.state === 'DONE')) done = performance.now() - began;
          if (row.state === 'DONE') return;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }),
    );
    add('every deadline right after', done / 1_000, 's', { atMost: ALLOWED_S });
    add('and looked at once more after', (performance.now() - began) / 1_000, 's');
    const before = percentile(quiet, 0.95);
    const meanwhile = percentile(busy, 0.95);
    add('list before, p95', before, 'ms');
    add('list meanwhile, p95', meanwhile, 'ms', {
      atMost: LIST_ALLOWED_MS,
      ratio: meanwhile / before,
      compared: 'before',
    });
    const wrong = await city.wrong(sql, id);
    add('deadlines not as the new calendar says', wrong.due, 'clocks', { atMost: 0 });
    add('clocks without exactly one event, cases told twice', wrong.events + wrong.notices, 'of both', { atMost: 0 });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** @param {Person} person @param {() => Promise<void>} work @param {number} [atLeastMs] @returns {Promise<number[]>} ms of each look at the list meanwhile */
async function latencies(person, work, atLeastMs = 0) {
  const taken = [];
  let over = false;
  const looking = (async () => {
    while (!over) {
      taken.push((await timed(() => person.ask(LIST))).ms);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  await Promise.all([work(), new Promise((resolve) => setTimeout(resolve, atLeastMs))]);
  over = true;
  await looking;
  return taken;
}
