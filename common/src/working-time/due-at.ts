import type { OfficeClass } from './office-hours.js';
import { HOUR_MS, startOfShanghaiDay } from './shanghai-time.js';
import { parseSpan, type Span, spanMs } from './span.js';
import type { SkippedDay, WorkingCalendar } from './working-calendar.js';
import { addWorkingTime, dayIndexOf, dayIndexOfWorkDay, workDaysBefore } from './working-time.js';

export interface Due {
  /** Epoch milliseconds. */
  readonly due: number;
  /** The reckoning touched a year whose holidays are not published yet; reckon again when they are. */
  readonly provisional: boolean;
  /** Days that did not count, oldest first; empty for m and h, which run day and night. */
  readonly skipped: readonly SkippedDay[];
}

/**
 * When a span that starts at `start` (epoch milliseconds) ends: Civil Code §201-203 as domain.md §2.6 reads it.
 * m and h run at once, day and night. wh run in the office hours of the class. wd count from the class's next working
 * day and end at its close of business on the n-th. Throws InvalidSpan, and OutsideCalendar for wh and wd beyond 2099.
 */
export function dueAt(start: number, span: Span | string, officeClass: OfficeClass, calendar: WorkingCalendar): Due {
  const { amount, unit } = typeof span === 'string' ? parseSpan(span) : span;
  switch (unit) {
    case 'm':
    case 'h': {
      const due = start + spanMs({ amount, unit })!;
      return { due, provisional: false, skipped: [] };
    }
    case 'wh': {
      const due = addWorkingTime(start, amount * HOUR_MS, officeClass, calendar);
      // A span that ends at 24:00 belongs to the day that ends then.
      return dueOver(due, dayIndexOf(start, calendar), dayIndexOf(due - 1, calendar), officeClass, calendar);
    }
    case 'wd': {
      const from = dayIndexOf(start, calendar) + 1;
      const to = dayIndexOfWorkDay(workDaysBefore(from, officeClass, calendar) + amount - 1, officeClass, calendar);
      const due = startOfShanghaiDay(calendar.firstDay + to) + calendar.hours[officeClass].closes;
      return dueOver(due, from, to, officeClass, calendar);
    }
  }
}

/**
 * When the light turns yellow: after 75 % of the net span, after 50 % when the span is 2 hours or less. The net span of
 * wd is the office time of the counted days, so the rest of the day it started on is not part of it.
 */
export function yellowAt(
  start: number,
  span: Span | string,
  officeClass: OfficeClass,
  calendar: WorkingCalendar,
): number {
  const parsed = typeof span === 'string' ? parseSpan(span) : span;
  const ms = spanMs(parsed);
  return netFractionAt(start, parsed, ms !== null && ms <= 2 * HOUR_MS ? 0.5 : 0.75, officeClass, calendar);
}

/** The instant at which a fraction (0 to 1) of the net span has run; see `yellowAt` for what the net span of wd is. */
export function netFractionAt(
  start: number,
  span: Span | string,
  fraction: number,
  officeClass: OfficeClass,
  calendar: WorkingCalendar,
): number {
  const { amount, unit } = typeof span === 'string' ? parseSpan(span) : span;
  switch (unit) {
    case 'm':
    case 'h':
      return start + Math.round(spanMs({ amount, unit })! * fraction);
    case 'wh':
      return addWorkingTime(start, Math.round(amount * HOUR_MS * fraction), officeClass, calendar);
    case 'wd': {
      const nextDay = startOfShanghaiDay(calendar.firstDay + dayIndexOf(start, calendar) + 1);
      const net = amount * calendar.hours[officeClass].dayMs;
      return addWorkingTime(nextDay, Math.round(net * fraction), officeClass, calendar);
    }
  }
}

/** `from` and `to` are the first and the last day looked at, as indexes in the calendar. */
function dueOver(due: number, from: number, to: number, officeClass: OfficeClass, calendar: WorkingCalendar): Due {
  const { workBefore, unpublishedBefore, daysOff } = calendar;
  // SHIFT and ALWAYS work on all days, so no notice of the State Council can move their deadlines.
  const followsCalendar = officeClass === 'OFFICE';
  return {
    due,
    provisional: followsCalendar && unpublishedBefore[to + 1]! > unpublishedBefore[from]!,
    skipped: followsCalendar ? daysOff.slice(from - workBefore[from]!, to + 1 - workBefore[to + 1]!) : [],
  };
}
