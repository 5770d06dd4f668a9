import { dueAt } from '../working-time/due-at.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SHANGHAI_OFFSET_MS, startOfShanghaiDay } from '../working-time/shanghai-time.js';
import { parseSpan } from '../working-time/span.js';
import type { WorkingCalendar } from '../working-time/working-calendar.js';
import { dayIndexOf, dayIndexOfWorkDay, workDaysBefore } from '../working-time/working-time.js';

const DURATION = /^P(?=\d|T\d)(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?$/;

/** Whether a text is an ISO 8601 duration of days, hours and minutes, such as PT2H or P1DT30M. */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}

/**
 * When somebody who waits a span from `from` (epoch milliseconds) goes on: 15m, 2h and PT2H by the clock, 2wh in office
 * hours, 5wd at the same time of day on the fifth working day from then. Throws InvalidSpan, OutsideCalendar.
 */
export function momentAfter(from: number, span: string, calendar: WorkingCalendar): number {
  const [matched, days = '0', hours = '0', minutes = '0'] = DURATION.exec(span) ?? [];
  if (matched !== undefined)
    return from + Number(days) * DAY_MS + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
  const { amount, unit } = parseSpan(span);
  if (unit !== 'wd') return dueAt(from, { amount, unit }, 'OFFICE', calendar).due;
  const first = workDaysBefore(dayIndexOf(from, calendar) + 1, 'OFFICE', calendar);
  const day = dayIndexOfWorkDay(first + amount - 1, 'OFFICE', calendar);
  return startOfShanghaiDay(calendar.firstDay + day) + ((from + SHANGHAI_OFFSET_MS) % DAY_MS);
}
