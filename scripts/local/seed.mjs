import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inventRequest } from '../demo/invent-request.mjs';
import { randomOf } from '../demo/random.mjs';
import { insertPortion } from './closed-portion.mjs';
import { lockHolder } from './data-lock.mjs';
import { connectAs } from './database.mjs';
import { lookingAddress } from './looking-address.mjs';
import { parseOptions } from './options.mjs';
import { nodeBinary, ROOT } from './paths.mjs';
import { readSettings } from './settings.mjs';
import { UserError } from './user-error.mjs';

const COMMAND = 'npm run yousu -- seed';
const MOST = 5_000_000;
const PORTION = 5_000;
const LANES = 2;
/** Different requests; each imported case repeats the words of one of them. */
const WORDS = 2_000;
const YEARS_MINUTES = 3 * 365 * 24 * 60;
const HANDLED = { ends: 'CLOSED' };

/**
 * Fills the running system with closed cases that have a history, for tests of size: `--closed 1000000` makes that many in all. They
 * are marked as imported, lie before everything the city did itself, and are never counted among its own. Interrupted, it goes on
 * where it was. Events cannot be removed: the data folder of a test of size is thrown away as a whole.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const options = parseOptions(args, { closed: 'value' }, COMMAND);
  const wanted = Number(options.closed);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST)
    throw new UserError(
      `${COMMAND} --closed needs how many closed cases there shall be, from 1 to ${MOST}, for example --closed 1000000. They cannot be removed again: use a data folder that is thrown away.`,
      2,
    );
  if (Number(process.versions.node.split('.')[0]) < 24)
    return spawnSync(nodeBinary(), process.argv.slice(1), { stdio: 'inherit' }).status ?? 1;
  const settings = readSettings(process.env);
  const url = lookingAddress(settings, Boolean(lockHolder(settings.data)));
  if (!url) throw new UserError(`No system runs on ${settings.data}: start it with "npm start" first.`);
  const began = performance.now();
  const total = await fillClosed(url, wanted, showProgress);
  process.stdout.write(
    `\n${wanted} imported closed cases, ${total} of them new, ${((performance.now() - began) / 1000).toFixed(0)} s.\n`,
  );
  return 0;
}

/**
 * @param {string} url the owner's @param {number} wanted imported closed cases there shall be in all
 * @param {(done: number, total: number, ms: number) => void} tell @returns {Promise<number>} how many are new
 */
export async function fillClosed(url, wanted, tell) {
  const [guard, ...lanes] = await Promise.all(Array.from({ length: 1 + LANES }, () => connectAs(url)));
  // Reserved, because a connection that is left alone for seconds is closed, and its lock with it.
  const held = await guard.reserve();
  try {
    const [{ got }] = await held`select pg_try_advisory_lock(hashtext('seed closed cases')) as got`;
    if (!got) throw new UserError('Another seed is running on this database.');
    return await fill(lanes, wanted, tell);
  } finally {
    held.release();
    await Promise.all([guard, ...lanes].map((sql) => sql.end({ timeout: 5 })));
  }
}

/** @param {import('postgres').Sql[]} lanes one connection each */
async function fill(lanes, wanted, tell) {
  const [first] = lanes;
  const missing = await missingPortions(first, wanted);
  const [{ oldest }] = await first`
    select least(min(received_at), now()) - interval '3 years 30 days' as oldest from cases where not imported`;
  const words = await inventWords(first);
  await Promise.all(lanes.map((sql) => prepareWords(sql, words)));
  const total = missing.reduce((sum, { from, to }) => sum + to - from, 0);
  const began = performance.now();
  let done = 0;
  const fillLane = async (sql) => {
    for (let portion = missing.shift(); portion; portion = missing.shift()) {
      const { from, to } = portion;
      // All of a portion or nothing of it.
      await sql.begin(async (tx) => {
        await tx`set local synchronous_commit = off`;
        await insertPortion(tx, { from, to, oldest, minutes: YEARS_MINUTES });
      });
      done += to - from;
      tell(done, total, performance.now() - began);
    }
  };
  await Promise.all(lanes.map(fillLane));
  await first`analyze`.catch(() => {});
  return total;
}

/** Numbers that are not there yet, in portions: an interrupted run leaves gaps of whole portions. */
async function missingPortions(sql, wanted) {
  const present = await sql`
    select split_part(idempotency_key, ':', 2)::int / ${PORTION} as portion, count(*)::int as cases
    from cases
    where imported
    group by 1`;
  const casesOf = new Map(present.map(({ portion, cases }) => [portion, cases]));
  const portions = [];
  for (let from = 0; from < wanted; from += PORTION) {
    const have = casesOf.get(from / PORTION) ?? 0;
    const to = Math.min(from + PORTION, wanted);
    if (from + have < to) portions.push({ from: from + have, to });
  }
  return portions;
}

function showProgress(done, total, ms) {
  const perSecond = done / (ms / 1000);
  const left = Math.ceil((total - done) / perSecond);
  const line = `${done} of ${total} cases, ${perSecond.toFixed(0)} per second, ${left} s left`;
  process.stdout.write(process.stdout.isTTY ? `\r${line}   ` : `${line}\n`);
}

/** Requests as the demo city has them, with a unit and people of this database. */
async function inventWords(sql) {
  const { readTypeScript } = await import('./typescript.mjs');
  readTypeScript();
  const { bigrams } = await import('../../common/src/text/bigrams.ts');
  const [areas, units, agents, callers, categories] = await Promise.all([
    sql`select code, name, kind from areas`,
    sql`
      select u.id, u.code, p.id as handler
      from units u
      join lateral (
        select p.id from users p join roles_of_users r on r.user_id = p.id and r.role = 'HA' where p.unit_id = u.id order by p.login limit 1
      ) p on true
      where u.can_lead and u.active
      order by u.code`,
    sql`select p.id, p.unit_id as unit from users p join roles_of_users r on r.user_id = p.id and r.role = 'CA' order by p.login`,
    sql`select p.id from users p join roles_of_users r on r.user_id = p.id and r.role = 'FU' order by p.login`,
    sql`select code from categories where level = 3 and active order by code`,
  ]);
  for (const [rows, what] of [
    [areas, 'areas'],
    [units, 'units with a handler'],
    [agents, 'call agents'],
    [callers, 'follow-up callers'],
    [categories, 'categories'],
  ])
    if (rows.length === 0)
      throw new UserError(`This city has no ${what}, which imported cases need: seed a demo city.`);
  const templates = JSON.parse(readFileSync(join(ROOT, 'demo/templates.json'), 'utf8'));
  const random = randomOf('imported');
  const used = new Map();
  return Array.from({ length: WORDS }, (_, n) => {
    const request = inventRequest({ n, role: HANDLED, templates, areas, random, used });
    const unit = units[Math.floor(random() ** 2 * units.length)];
    const agent = agents[n % agents.length];
    // Most matters are of their template's kind; the rest spread over all there are.
    const category =
      n % 3 > 0 && categories.some(({ code }) => code === request.categoryCode)
        ? request.categoryCode
        : categories[n % categories.length].code;
    return {
      n,
      type: request.type,
      channel: request.channel,
      category,
      area: request.areaCode,
      place: request.place,
      title: request.title,
      text: request.text,
      reply: request.reply ?? '',
      bigrams: bigrams(`${request.title} ${request.text} ${request.place}`),
      unit: unit.code,
      unit_id: unit.id,
      handler: unit.handler,
      agent: agent.id,
      agent_unit: agent.unit,
      caller: callers[n % callers.length].id,
    };
  });
}

/** @param {import('postgres').Sql} sql a connection of its own, whose temporary table it becomes @param {object[]} words */
async function prepareWords(sql, words) {
  await sql`
    create temporary table words (n int primary key, type text, channel text, category text, area text, place text, title text, text text, reply text,
      bigrams text[], unit text, unit_id uuid, handler uuid, agent uuid, agent_unit uuid, caller uuid)`;
  await sql`
    insert into words
    select * from jsonb_populate_recordset(null::words, ${sql.json(words)})`;
  await sql`analyze words`;
}
