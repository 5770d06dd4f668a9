import { dateOfDay, dayOfDate } from '../../../../common/src/working-time/shanghai-time.js';
import {
  type CalendarDay,
  compileCalendar,
  isWorkingDay,
  type YearState,
} from '../../../../common/src/working-time/working-calendar.js';

/** Why a day is worked on or not: plain, a weekend, a public holiday, a make-up workday, or the city's own order. */
export type DayKind = 'work' | 'weekend' | 'holiday' | 'makeUp' | 'cityOff' | 'cityWork';
export type YearDay = { date: string; kind: DayKind; name: string };

const DAY_MS = 86_400_000;

/** The twelve months of a year, each day with its kind; reckoned as deadlines are. */
export function monthsOf(year: number, state: YearState, days: readonly CalendarDay[]): YearDay[][] {
  const calendar = compileCalendar({ years: [{ year, state }], days });
  const off = new Map(calendar.daysOff.map((day) => [day.date, day]));
  const own = new Map(days.filter(({ source }) => source === 'CITY').map((day) => [day.date, day]));
  const national = new Map(days.filter(({ source }) => source === 'NATIONAL').map((day) => [day.date, day]));
  const months: YearDay[][] = Array.from({ length: 12 }, () => []);
  for (let day = dayOfDate(`${year}-01-01`); dateOfDay(day).startsWith(`${year}-`); day += 1) {
    const date = dateOfDay(day);
    const skipped = off.get(date);
    const named = own.get(date) ?? national.get(date);
    const found: Omit<YearDay, 'date'> = skipped
      ? { kind: KIND_OF[skipped.reason], name: skipped.name }
      : own.has(date)
        ? { kind: 'cityWork', name: named?.name ?? '' }
        : { kind: isWeekend(day) && isWorkingDay(date, calendar) ? 'makeUp' : 'work', name: named?.name ?? '' };
    months[Number(date.slice(5, 7)) - 1]?.push({ date, ...found });
  }
  return months;
}

/** How many days are worked on. */
export const workingDaysOf = (months: readonly YearDay[][]): number =>
  months.flat().filter(({ kind }) => kind === 'work' || kind === 'makeUp' || kind === 'cityWork').length;

/** Monday is 0. */
export const weekdayOf = (date: string): number => (new Date(dayOfDate(date) * DAY_MS).getUTCDay() + 6) % 7;

const KIND_OF = { WEEKEND: 'weekend', HOLIDAY: 'holiday', CITY: 'cityOff' } as const;

const isWeekend = (day: number): boolean => [0, 6].includes(new Date(day * DAY_MS).getUTCDay());
