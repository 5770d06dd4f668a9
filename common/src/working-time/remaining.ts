import type { OfficeClass } from './office-hours.js';
import { HOUR_MS, MINUTE_MS } from './shanghai-time.js';
import type { SpanUnit } from './span.js';
import type { WorkingCalendar } from './working-calendar.js';
import { workingTimeBetween } from './working-time.js';

/** Time left, or time past due when `overdue`, for texts such as 还剩 1 个工作日 3 小时. */
export interface Remaining {
  readonly overdue: boolean;
  /** Whole office days of the class; always 0 for m and h clocks. */
  readonly workingDays: number;
  readonly hours: number;
  readonly minutes: number;
}

/**
 * Net time from `now` to `due` (epoch milliseconds). wh and wd clocks count working time, so a case that fell due at
 * close of business is overdue by zero minutes until the office opens again; m and h clocks count every hour, without
 * days. Time left is rounded up to the minute and time past due down: 0 is never shown before the clock has run out.
 */
export function remaining(
  now: number,
  due: number,
  officeClass: OfficeClass,
  calendar: WorkingCalendar,
  unit: SpanUnit = 'wd',
): Remaining {
  const overdue = now >= due;
  const working = unit === 'wh' || unit === 'wd';
  const left = working ? workingTimeBetween(now, due, officeClass, calendar) : due - now;
  const total = overdue ? Math.floor(Math.abs(left) / MINUTE_MS) : Math.ceil(left / MINUTE_MS);
  const minutesPerDay = working ? calendar.hours[officeClass].dayMs / MINUTE_MS : Number.POSITIVE_INFINITY;
  const workingDays = Math.floor(total / minutesPerDay);
  const rest = workingDays === 0 ? total : total - workingDays * minutesPerDay;
  const minutesPerHour = HOUR_MS / MINUTE_MS;
  return { overdue, workingDays, hours: Math.floor(rest / minutesPerHour), minutes: Math.floor(rest % minutesPerHour) };
}
