import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf, momentOf, WorkHours } from '../demo/work-hours.mjs';
import { nationalCalendar } from './calendar-tables.mjs';
import { connectAs } from './database.mjs';

const FILE = 'demo-city.json';
const NINE = 9 * 60;
/** How far back a city begins at least: long enough for each way a case can take, and for the deadlines of all of them. */
const BACK = { full: { days: 60, workdays: 30 }, small: { days: 12, workdays: 7 } };

/**
 * @typedef {{ begins: number, presentAt: number, size: 'full' | 'small' }} DemoPast epoch ms: where the city's time begins, and the
 *   present at its first start, to which it is carried
 */

/**
 * The past that a new demonstration is given, chosen at its first start and kept in the data folder, so that an interrupted
 * filling goes on with the same city. None where a begin is set by hand, or where database or engine are not ours: their time is
 * not ours to move.
 * @param {import('./settings.mjs').Settings} settings @param {{ small: boolean }} wanted
 * @returns {DemoPast | undefined}
 */
export function demoPast(settings, { small }) {
  const file = join(settings.data, FILE);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const { demoBegins, databaseUrl, adminUrl, zeebeAddress } = settings;
  if (demoBegins || databaseUrl || adminUrl || zeebeAddress || existsSync(join(settings.data, 'postgres')))
    return undefined;
  const size = small ? 'small' : 'full';
  const presentAt = Date.now();
  const past = { begins: beginOf(presentAt, size), presentAt, size };
  writeFileSync(file, `${JSON.stringify(past)}\n`);
  return past;
}

/**
 * Nine in the morning of a working day in Shanghai, before which as many days lie as the city needs, and as many working days:
 * over 国庆 or 春节 these are further apart.
 * @param {number} presentAt epoch ms @param {'full' | 'small'} size @returns {number} epoch ms
 */
export function beginOf(presentAt, size) {
  const hours = new WorkHours(nationalCalendar().data.days);
  const present = dayOf(presentAt);
  let day = present;
  let worked = 0;
  for (; day > present - BACK[size].days || worked < BACK[size].workdays || !hours.isWorkday(day); day -= 1)
    if (hours.isWorkday(day)) worked += 1;
  return momentOf(day, NINE);
}

/**
 * A city whose past is not complete stood still while it was switched off: its time goes on where the last thing happened, so that
 * nothing is late because somebody pressed Ctrl-C. Only before engine and application are started.
 * @param {string} adminUrl the database owner's address
 */
export async function goOnWhereItStood(adminUrl) {
  const sql = await connectAs(adminUrl);
  try {
    await sql`
      update application_clock
      set offset_ms = least(offset_ms, 1000 + (extract(epoch from last.at - clock_timestamp()) * 1000)::bigint)
      from (
        select greatest((select max(record_at) from record_positions), (select max(event_at) from events)) as at
      ) last
      where last.at is not null`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
