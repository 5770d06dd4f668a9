import type { OfficeClass, OfficeHours } from '../../../../common/src/working-time/office-hours.js';
import { DAY_MS, dateOfDay, dayOfDate, startOfShanghaiDay } from '../../../../common/src/working-time/shanghai-time.js';
import {
  type CalendarDay,
  compileCalendar,
  type WorkingCalendar,
} from '../../../../common/src/working-time/working-calendar.js';
import type { CalendarTables } from '../calendar/calendar.public.js';
import type { NoticeDay } from './year-notice.model.js';

/** What somebody wants the calendar to hold. */
export type Proposal =
  /** The year's notice; takes the place of what an earlier notice of the same year said. */
  | { kind: 'YEAR'; year: number; papers: string[]; days: NoticeDay[] }
  /** The city works or rests on these dates, or follows the nation again (null). */
  | { kind: 'CITY_DAYS'; dates: string[]; day: { kind: 'OFF' | 'WORK'; name: string } | null }
  /** All stretches of the classes named. */
  | { kind: 'OFFICE_HOURS'; hours: OfficeHours[] };

export type ChangeKind = Proposal['kind'];
export type ChangeState = 'PREVIEW' | 'APPLYING' | 'DONE' | 'DROPPED';

/** One date before and after; null = as its weekday says. */
export interface DayChange {
  date: string;
  before: { kind: string; name: string } | null;
  after: { kind: string; name: string } | null;
}

/** Only clocks of these classes that touch this stretch (epoch milliseconds, half-open) can be moved. */
export interface Reach {
  classes: OfficeClass[];
  from: number;
  to: number;
}

/** The tables as they will be. */
export function tablesAfter(tables: CalendarTables, proposal: Proposal): CalendarTables {
  switch (proposal.kind) {
    case 'YEAR': {
      const { year, papers } = proposal;
      const named = new Set(proposal.days.map(({ date }) => date));
      const kept = tables.days.filter(
        (day) => day.source === 'CITY' || (day.noticeYear !== year && !named.has(day.date)),
      );
      const days = proposal.days.map((day) => ({ ...day, source: 'NATIONAL' as const, noticeYear: year }));
      const years = tables.years.filter((row) => row.year !== year);
      return { ...tables, years: [...years, { year, state: 'PUBLISHED', papers }], days: [...kept, ...days] };
    }
    case 'CITY_DAYS': {
      const { dates, day } = proposal;
      const kept = tables.days.filter(({ source, date }) => source !== 'CITY' || !dates.includes(date));
      const added = day ? dates.map((date) => ({ ...day, date, source: 'CITY' as const, noticeYear: null })) : [];
      return { ...tables, days: [...kept, ...added] };
    }
    case 'OFFICE_HOURS': {
      const classes = new Set(proposal.hours.map(({ officeClass }) => officeClass));
      const kept = tables.officeHours.filter(({ officeClass }) => !classes.has(officeClass));
      return { ...tables, officeHours: [...kept, ...proposal.hours] };
    }
  }
}

/** Dates whose entry differs, in order: what a person compares before confirming. */
export function dayChanges(before: CalendarTables, after: CalendarTables, source: CalendarDay['source']): DayChange[] {
  const entries = ({ days }: CalendarTables) =>
    new Map(days.filter((day) => day.source === source).map(({ date, kind, name }) => [date, { kind, name }]));
  const [old, wanted] = [entries(before), entries(after)];
  const dates = [...new Set([...old.keys(), ...wanted.keys()])].sort();
  return dates
    .map((date) => ({ date, before: old.get(date) ?? null, after: wanted.get(date) ?? null }))
    .filter((each) => each.before?.kind !== each.after?.kind || each.before?.name !== each.after?.name);
}

/** Where a clock must be to feel the difference; null where nobody's time changes (a name, a paper). */
export function reachOf(before: WorkingCalendar, after: WorkingCalendar): Reach | null {
  const classes = (['OFFICE', 'SHIFT', 'ALWAYS'] as const).filter(
    (each) => JSON.stringify(before.hours[each]) !== JSON.stringify(after.hours[each]),
  );
  const all = { from: startOfShanghaiDay(before.firstDay), to: startOfShanghaiDay(before.firstDay + before.dayCount) };
  if (classes.length > 0) return { classes, ...all };
  let [first, last] = [-1, -1];
  for (let index = 0; index < before.dayCount; index += 1) {
    if (feel(before, index) === feel(after, index)) continue;
    if (first < 0) first = index;
    last = index;
  }
  if (first < 0) return null;
  const from = startOfShanghaiDay(before.firstDay + first);
  return { classes: ['OFFICE'], from, to: from + (last - first + 1) * DAY_MS };
}

/** Whether a day is worked on, and whether that is certain. */
function feel({ workBefore, unpublishedBefore }: WorkingCalendar, index: number): number {
  const works = (workBefore[index + 1] as number) - (workBefore[index] as number);
  const unpublished = (unpublishedBefore[index + 1] as number) - (unpublishedBefore[index] as number);
  return works * 2 + unpublished;
}

/** @throws RangeError for office hours that overlap, are empty or are no times */
export const compiled = (tables: CalendarTables): WorkingCalendar => compileCalendar(tables);

/** All dates from one to another, both included. */
export function datesBetween(from: string, to: string): string[] {
  const first = dayOfDate(from);
  return Array.from({ length: Math.max(0, dayOfDate(to) - first + 1) }, (_, more) => dateOfDay(first + more));
}
