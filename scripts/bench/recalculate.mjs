import { connectAs } from '../local/database.mjs';
import { parseOptions } from '../local/options.mjs';
import { startTestSystem } from '../local/test-system.mjs';
import { readTypeScript } from '../local/typescript.mjs';
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

/**
 * The notice of a year is imported while so many deadlines reach into it: how long until ledger, lists and cases are right,
 * and how long a list takes meanwhile. Everything runs on this machine: database, engine, application, and the looker-on.
 * @param {import('../local/steps.mjs').Steps} steps @param {string[]} args
 */
export async function run(steps, args) {
  const options = parseOptions(args, { deadlines: 'value' }, 'npm run bench -- recalculate');
  const count = Number(options.deadlines ?? DEADLINES);
  readTypeScript();
  const system = await steps.run('Starting a system', () => startTestSystem({ demo: true, durable: true }));
  const sql = await connectAs(system.adminUrl, { max: 2 });
  try {
    const city = await steps.run(`Adding ${count} deadlines`, () => insertDeadlines(sql, count));
    const administrator = await Person.signIn(system, 'guanli');
    const handler = await Person.signIn(system, 'zhijian');
    await handler.ask(LIST);
    const quiet = await latencies(handler, async () => {}, 3_000);

    const preview = await timed(() => administrator.ask(PREVIEW, { year: city.year, text: city.notice }));
    const { id, openDeadlines, moving, becomingCertain } = preview.result.previewCalendarYear;
    print(
      `preview of ${openDeadlines} running clocks`,
      `${seconds(preview.ms)}: ${moving} move, ${becomingCertain} become certain`,
    );

    let done = 0;
    const began = performance.now();
    const busy = await latencies(handler, async () => {
      const confirmed = await timed(() => administrator.ask(CONFIRM, { id }));
      print('confirmation (tables change)', seconds(confirmed.ms));
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
    });
    print('every deadline right after', seconds(done));
    print('and looked at once more after', seconds(performance.now() - began));
    print('list, before', told(quiet));
    print('list, meanwhile', told(busy));
    const wrong = await city.wrong(sql, id);
    print('deadlines that are not as the new calendar says', String(wrong.due));
    print(
      'clocks without exactly one event, cases with two notices for one person',
      `${wrong.events}, ${wrong.notices}`,
    );
    const [{ waiting }] = await sql`select count(*)::int as waiting from outbox where state = 'PENDING'`;
    print('messages for the engine still on their way', String(waiting));
    const kept =
      done < ALLOWED_S * 1000 &&
      wrong.due + wrong.events + wrong.notices === 0 &&
      percentile(busy, 0.95) < LIST_ALLOWED_MS;
    print(kept ? '✓ kept' : '✗ not kept', `right within ${ALLOWED_S} s, the list within ${LIST_ALLOWED_MS} ms (95 %)`);
    return kept;
  } finally {
    await sql.end({ timeout: 1 });
    await steps.run('Stopping', () => system.stop());
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

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const told = (values) =>
  `${values.length} looks, half within ${percentile(values, 0.5).toFixed(0)} ms, 95 % within ${percentile(values, 0.95).toFixed(0)} ms, at most ${Math.max(...values).toFixed(0)} ms`;
const print = (what, value) => process.stdout.write(`  ${what}: ${value}\n`);
