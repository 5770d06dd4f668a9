import { useQuery } from 'urql';
import { type Light, light } from '../../../common/src/lights/light.js';
import type { OfficeHours } from '../../../common/src/working-time/office-hours.js';
import { type Remaining, remaining } from '../../../common/src/working-time/remaining.js';
import { isSpan, parseSpan, type SpanUnit } from '../../../common/src/working-time/span.js';
import {
  type CalendarDay,
  compileCalendar,
  type WorkingCalendar,
  type YearState,
} from '../../../common/src/working-time/working-calendar.js';
import { CalendarDocument, type CalendarQuery } from '../gql/documents.generated.js';
import { serverNow } from './server-time.js';

let compiled: { from: CalendarQuery; calendar: WorkingCalendar } | undefined;

function compile(data: CalendarQuery): WorkingCalendar {
  if (compiled?.from === data) return compiled.calendar;
  const calendar = compileCalendar({
    years: data.calendar.map(({ year, state }) => ({ year, state: state as YearState })),
    days: data.calendar.flatMap(({ days }) => days as CalendarDay[]),
    officeHours: data.officeHours as OfficeHours[],
  });
  compiled = { from: data, calendar };
  return calendar;
}

/** The city's working calendar around this year; undefined until it has been read. */
export function useWorkingCalendar(): WorkingCalendar | undefined {
  const year = new Date(serverNow()).getUTCFullYear();
  const [{ data }] = useQuery({ query: CalendarDocument, variables: { fromYear: year - 1, toYear: year + 1 } });
  return data && compile(data);
}

/** Light of a due moment, from ISO instants; without a yellow moment it goes from green to red. */
export function lightAt(now: number, dueAt: string, yellowAt: string | null | undefined): Light {
  const due = Date.parse(dueAt);
  return light(now, yellowAt ? Date.parse(yellowAt) : due, due);
}

/** Clocks that run by the hour, day and night, for urgent cases (domain.md, deadline table). */
const urgentByTheHour = ['SIGN', 'FIRST_CONTACT', 'REPLY', 'HANDLE'];

export type ClockFacts = { span?: string | null; clockKind?: string | null; urgency?: number };

/**
 * How a clock counts: by its own span where it is known; otherwise life and safety (4) runs day and night, urgent cases (3)
 * on the clocks of the handling unit, and all else in working time.
 */
export function spanUnit({ span, clockKind, urgency = 2 }: ClockFacts): SpanUnit {
  if (span && isSpan(span)) return parseSpan(span).unit;
  if (urgency >= 4) return 'h';
  return urgency === 3 && (!clockKind || urgentByTheHour.includes(clockKind)) ? 'h' : 'wd';
}

/** Time left to an ISO instant, or past it; null while the calendar is unknown or the instant lies outside it. */
export function remainingTo(
  dueAt: string,
  now: number,
  unit: SpanUnit,
  calendar: WorkingCalendar | undefined,
): Remaining | null {
  if (!calendar) return null;
  try {
    return remaining(now, Date.parse(dueAt), 'OFFICE', calendar, unit);
  } catch {
    return null;
  }
}
