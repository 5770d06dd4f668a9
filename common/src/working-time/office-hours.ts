import { DAY_MS, HOUR_MS, MINUTE_MS } from './shanghai-time.js';

/** OFFICE follows the calendar of working days; SHIFT works every day; ALWAYS never closes. */
export type OfficeClass = 'OFFICE' | 'SHIFT' | 'ALWAYS';

/** One stretch of opening hours of a class, Shanghai local time `09:00` (seconds allowed; `24:00` ends a day). */
export interface OfficeHours {
  readonly officeClass: OfficeClass;
  readonly opens: string;
  readonly closes: string;
}

/** Used for a class a city has not configured (close of business 18:00: domain.md §2.6). */
export const DEFAULT_OFFICE_HOURS: readonly OfficeHours[] = [
  { officeClass: 'OFFICE', opens: '09:00', closes: '12:00' },
  { officeClass: 'OFFICE', opens: '13:00', closes: '18:00' },
  { officeClass: 'SHIFT', opens: '08:00', closes: '20:00' },
  { officeClass: 'ALWAYS', opens: '00:00', closes: '24:00' },
];

/** A day's opening hours as milliseconds after midnight, in order; `dayMs` is their sum. */
export interface DayHours {
  readonly stretches: readonly (readonly [opens: number, closes: number])[];
  readonly closes: number;
  readonly dayMs: number;
}

/** Puts the hours of one class in order; throws a RangeError if they overlap, are empty or are no times. */
export function dayHoursOf(officeClass: OfficeClass, hours: readonly OfficeHours[]): DayHours {
  const own = hours.filter((row) => row.officeClass === officeClass);
  const rows = own.length > 0 ? own : DEFAULT_OFFICE_HOURS.filter((row) => row.officeClass === officeClass);
  const stretches = rows
    .map((row) => [timeOfDay(row.opens), timeOfDay(row.closes)] as const)
    .sort(([left], [right]) => left - right);
  let closes = 0;
  let dayMs = 0;
  for (const [from, to] of stretches) {
    if (from >= to || from < closes) {
      throw new RangeError(`Office hours of ${officeClass} overlap or are empty`);
    }
    closes = to;
    dayMs += to - from;
  }
  return { stretches, closes, dayMs };
}

function timeOfDay(text: string): number {
  const [, hour, minute, second = '0'] = /^(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  const time = Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1000;
  if (!(time <= DAY_MS)) {
    throw new RangeError(`Not a time of day: ${text}`);
  }
  return time;
}
