import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** @typedef {import('../../common/src/working-time/working-calendar.js').CalendarTables} CalendarTables */

/** The national calendar that comes with the product. @returns {{ data: CalendarTables, source: { kind: 'NATIONAL', from: string, first: number, last: number } }} */
export function nationalCalendar() {
  const file = join(ROOT, 'api/src/features/calendar/national-calendar.json');
  const { source, publishedYears, days } = JSON.parse(readFileSync(file, 'utf8'));
  const { first, last } = publishedYears;
  const years = Array.from({ length: last - first + 1 }, (_, more) => ({ year: first + more, state: 'PUBLISHED' }));
  return {
    data: { years, days: days.map((day) => ({ ...day, source: 'NATIONAL' })) },
    source: { kind: 'NATIONAL', from: source, first, last },
  };
}

/** A city's own: what was imported, its own days and hours. @param {import('postgres').Sql} sql @returns {Promise<CalendarTables>} */
export async function readCityCalendar(sql) {
  const [years, days, officeHours] = await Promise.all([
    sql`select year, state from calendar_years order by year`,
    sql`select date::text as date, source, kind, name from calendar_days`,
    sql`select office_class as "officeClass", to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes from office_hours`,
  ]);
  return /** @type {any} */ ({ years, days, officeHours });
}
