import { randomUUID } from 'node:crypto';
import { connectAs } from '../local/database.mjs';
import { waitUntil } from '../local/processes.mjs';
import { withSystem } from './bench-system.mjs';
import { Person } from './person.mjs';
import { timed } from './timing.mjs';

const CLOCKS = 2_000;
const CLOCKS_OF_A_CASE = 10;
const HOUR_MS = 3_600_000;
const BEGINS = '2026-09-24T10:00:00+08:00';
const ADVANCE = 'mutation { advanceTime(by: HOUR) { now } }';
const PATIENCE_MS = 900_000;

export const OPTIONS = /** @type {const} */ ({ clocks: 'value' });

/**
 * So many clocks due at the same moment: how many alarms the engine takes in a second, and how many ring, from the engine's
 * timer over the job to the light in the ledger with its event. Database, engine and application are on this machine.
 * @param {import('../local/steps.mjs').Steps} steps @param {{ clocks?: string }} options @param {import('./figures.mjs').Figures} figures
 */
export function run(steps, options, figures) {
  const count = Number(options.clocks ?? CLOCKS);
  return withSystem(steps, (system) => ring(steps, system, count, figures), { begins: Date.parse(BEGINS) });
}

async function ring(steps, system, count, figures) {
  const sql = await connectAs(system.adminUrl, { max: 2 });
  try {
    const supervisor = await Person.signIn(system, 'duban');
    const { timeMachine } = await supervisor.ask('query { timeMachine { now } }');
    const due = new Date(Date.parse(timeMachine.now) + 2 * HOUR_MS);
    const { ms: setting } = await steps.run(`Setting ${count} alarms`, () =>
      timed(async () => {
        await insertClocks(sql, count, due);
        await waitUntil(async () => (await waiting(sql)) === 0, { timeoutMs: PATIENCE_MS, what: 'every alarm is set' });
      }),
    );
    figures.add('ticks', 'alarms set', (count / setting) * 1_000, 'per second');
    const { ms: ringing } = await steps.run(`Ringing ${count} alarms`, () =>
      timed(async () => {
        // Two hours to the moment, and what the alarms are spread over.
        for (let hours = 0; hours < 3; hours += 1) await supervisor.ask(ADVANCE);
        await waitUntil(async () => (await red(sql)) === count, { timeoutMs: PATIENCE_MS, what: 'every clock is red' });
      }),
    );
    figures.add('ticks', 'clocks red, with yellow and reminder on the way', (count / ringing) * 1_000, 'per second');
    const [{ events, twice }] = await sql`
      select count(*)::int as events, count(*)::int - count(distinct body ->> 'clockId')::int as twice
      from events
      where type = 'clock.light' and body ->> 'newLight' = 'RED'`;
    figures.add('ticks', 'clocks that told red not once', count - events + 2 * twice, 'clocks', { atMost: 0 });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Clocks that run for two hours, of open cases, with their alarms on the way to the engine. */
async function insertClocks(sql, count, due) {
  const requester = randomUUID();
  const cases = Math.ceil(count / CLOCKS_OF_A_CASE);
  await sql.begin(async (tx) => {
    await tx`insert into requesters (id, kind, masked_name, created_at) values (${requester}, 'ANONYMOUS', '匿名', now())`;
    await tx`
      insert into cases (id, number, check_code_hash, idempotency_key, type, channel, title, original_text, requester_id, status, phase, received_at)
      select gen_random_uuid(), 'LC' || lpad(n::text, 12, '0') || '0', '\\x00', 'bench-' || n, 'COMPLAINT', 'PHONE', '自来水发黄', '家里的自来水发黄三天了', ${requester},
        'IN_PROGRESS', 'HANDLE', ${due}::timestamptz - interval '2 hours'
      from generate_series(1, ${cases}) n`;
    await tx`
      insert into clocks (id, case_id, subject_id, kind, span, office_class, started_at, due_at, original_due_at, yellow_at, remind_at, state, spread_ms, next_tick_at)
      select gen_random_uuid(), c.id, gen_random_uuid(), 'INSTRUCTION', '2h', 'ALWAYS', ${due}::timestamptz - interval '2 hours', ${due}, ${due},
        ${due}::timestamptz - interval '1 hour', ${due}::timestamptz - interval '12 minutes', 'RUNNING', spread, ${due}::timestamptz - interval '1 hour' + spread * interval '1 ms'
      from cases c, generate_series(1, ${CLOCKS_OF_A_CASE}) k, lateral (select (random() * 360000)::int as spread where k > 0) s
      where c.idempotency_key like 'bench-%'
      limit ${count}`;
    await tx`
      insert into outbox (lane, kind, engine_id, case_id, command)
      select k.id, 'PUBLISH_MESSAGE', (select max(id) from engines), k.case_id, jsonb_build_object(
        'name', 'msg.clock.started', 'correlationKey', k.id, 'messageId', k.id, 'timeToLiveMs', ${HOUR_MS}::integer, 'variables', jsonb_build_object(
          'clockId', k.id, 'caseId', k.case_id, 'caseNumber', (select number from cases where id = k.case_id),
          'nextTickAt', jsonb_build_object('instant', to_char(k.next_tick_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))
      from clocks k`;
    await tx`select pg_notify('outbox', '')`;
  });
}

const waiting = async (sql) => (await sql`select count(*)::int as n from outbox where state = 'PENDING'`)[0].n;
const red = async (sql) => (await sql`select count(*)::int as n from clocks where light = 'RED'`)[0].n;
