import { type DayHours, dayHoursOf, type OfficeClass, type OfficeHours } from './office-hours.js';
import { dateOfDay, dayOfDate } from './shanghai-time.js';
import { fixedStatutoryDays } from './statutory-days.js';

export type YearState = 'PUBLISHED' | 'UNPUBLISHED';

/** A day that differs from Monday-Friday. CITY (a typhoon closure) wins over NATIONAL on the same date. */
export interface CalendarDay {
  readonly date: string;
  readonly source: 'NATIONAL' | 'CITY';
  readonly kind: 'OFF' | 'WORK';
  readonly name: string;
}

/** What the calendar tables hold; a year that is not named is UNPUBLISHED. */
export interface CalendarData {
  readonly years: readonly { readonly year: number; readonly state: YearState }[];
  readonly days: readonly CalendarDay[];
  readonly officeHours?: readonly OfficeHours[];
}

/** A day on which nobody worked and why; `name` is the holiday or the city's order, empty for a plain weekend. */
export interface SkippedDay {
  readonly date: string;
  readonly reason: 'WEEKEND' | 'HOLIDAY' | 'CITY';
  readonly name: string;
}

/** A calendar compiled for speed: every question is two array look-ups. Arrays are indexed by day - `firstDay`. */
export interface WorkingCalendar {
  readonly firstDay: number;
  readonly dayCount: number;
  /** Working days before each day; one longer than the days. */
  readonly workBefore: Int32Array;
  /** Index of the k-th working day. */
  readonly workDays: Int32Array;
  /** Days of unpublished years before each day; one longer than the days. */
  readonly unpublishedBefore: Int32Array;
  /** Days off in order; day index - workBefore is the place of a day in it. */
  readonly daysOff: readonly SkippedDay[];
  readonly hours: Readonly<Record<OfficeClass, DayHours>>;
}

const FIRST_YEAR = 2004;
const LAST_YEAR = 2099;

/** Time outside the years a calendar can hold (2004-2099). */
export class OutsideCalendar extends RangeError {
  override readonly name = 'OutsideCalendar';

  constructor() {
    super(`Working time is reckoned from ${FIRST_YEAR} to ${LAST_YEAR} only`);
  }
}

/**
 * Compiles the calendar tables. In a published year weekends are off except make-up days (调休上班), and days named OFF
 * are off. In an unpublished year the holidays whose date the law fixes are off as well, so that 1 January never counts
 * as a working day. Takes about 20 ms: do it once per change of the tables, not per question.
 */
export function compileCalendar(data: CalendarData): WorkingCalendar {
  const firstDay = dayOfDate(`${FIRST_YEAR}-01-01`);
  const dayCount = dayOfDate(`${LAST_YEAR}-12-31`) - firstDay + 1;
  const published = new Set(data.years.filter(({ state }) => state === 'PUBLISHED').map(({ year }) => year));
  const exceptions = new Map<number, CalendarDay>();
  for (const exception of data.days) {
    const day = dayOfDate(exception.date);
    if (exception.source === 'CITY' || exceptions.get(day)?.source !== 'CITY') {
      exceptions.set(day, exception);
    }
  }

  const workBefore = new Int32Array(dayCount + 1);
  const unpublishedBefore = new Int32Array(dayCount + 1);
  const workDays: number[] = [];
  const daysOff: SkippedDay[] = [];
  let index = 0;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const isPublished = published.has(year);
    const holidays = fixedStatutoryDays(year);
    for (const end = dayOfDate(`${year}-12-31`) - firstDay; index <= end; index += 1) {
      const day = firstDay + index;
      const skipped = skippedDay(day, isPublished, holidays.get(day), exceptions.get(day));
      if (skipped === null) {
        workDays.push(index);
      } else {
        daysOff.push(skipped);
      }
      workBefore[index + 1] = workDays.length;
      unpublishedBefore[index + 1] = unpublishedBefore[index]! + (isPublished ? 0 : 1);
    }
  }

  const officeHours = data.officeHours ?? [];
  return {
    firstDay,
    dayCount,
    workBefore,
    workDays: Int32Array.from(workDays),
    unpublishedBefore,
    daysOff,
    hours: {
      OFFICE: dayHoursOf('OFFICE', officeHours),
      SHIFT: dayHoursOf('SHIFT', officeHours),
      ALWAYS: dayHoursOf('ALWAYS', officeHours),
    },
  };
}

/** Whether offices work on this Shanghai date (`2026-02-14`). */
export function isWorkingDay(date: string, calendar: WorkingCalendar): boolean {
  const index = dayOfDate(date) - calendar.firstDay;
  if (index < 0 || index >= calendar.dayCount) {
    throw new OutsideCalendar();
  }
  return calendar.workBefore[index + 1]! > calendar.workBefore[index]!;
}

function skippedDay(
  day: number,
  published: boolean,
  holiday: string | undefined,
  exception: CalendarDay | undefined,
): SkippedDay | null {
  if (exception?.kind === 'WORK') {
    return null;
  }
  if (exception !== undefined) {
    return {
      date: exception.date,
      reason: exception.source === 'CITY' ? 'CITY' : 'HOLIDAY',
      name: exception.name,
    };
  }
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday.
  const weekend = weekday === 0 || weekday === 6;
  if (holiday !== undefined && (weekend || !published)) {
    return { date: dateOfDay(day), reason: 'HOLIDAY', name: holiday };
  }
  return weekend ? { date: dateOfDay(day), reason: 'WEEKEND', name: '' } : null;
}
