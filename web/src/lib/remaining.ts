import { useQuery } from 'urql';
import { type Light, light } from '../../../common/src/lights/light.js';
import type { OfficeClass, OfficeHours } from '../../../common/src/working-time/office-hours.js';
import { type Remaining, remaining } from '../../../common/src/working-time/remaining.js';
import { isSpan, parseSpan } from '../../../common/src/working-time/span.js';
import {
  type CalendarDay,
  compileCalendar,
  type WorkingCalendar,
  type YearState,
} from '../../../common/src/working-time/working-calendar.js';
import { CalendarDocument, type CalendarQuery } from '../gql/documents.generated.js';
import type { Reckoning } from './case-clock.js';
import { graphqlClient } from './graphql-client.js';
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

function yearsAround(): { fromYear: number; toYear: number } {
  const year = new Date(serverNow()).getUTCFullYear();
  return { fromYear: year - 1, toYear: year + 1 };
}

/** The city's working calendar around this year; undefined until it has been read. */
export function useWorkingCalendar(): WorkingCalendar | undefined {
  const [{ data }] = useQuery({ query: CalendarDocument, variables: yearsAround() });
  return data && compile(data);
}

/** After a year was imported or a day was closed: everything that reckons does so anew. */
export function rereadCalendar(): void {
  void graphqlClient.query(CalendarDocument, yearsAround(), { requestPolicy: 'network-only' }).toPromise();
}

/** Light of a due moment, from ISO instants; without a yellow moment it goes from green to red. */
export function lightAt(now: number, dueAt: string, yellowAt: string | null | undefined): Light {
  const due = Date.parse(dueAt);
  return light(now, yellowAt ? Date.parse(yellowAt) : due, due);
}

/**
 * Time left to an ISO instant, or past it, counted the way its clock counts (working days where no span is told); null while
 * the calendar is unknown or the instant lies outside it.
 */
export function remainingTo(
  dueAt: string,
  now: number,
  { span, officeClass }: Reckoning,
  calendar: WorkingCalendar | undefined,
): Remaining | null {
  if (!calendar) return null;
  const unit = span && isSpan(span) ? parseSpan(span).unit : 'wd';
  try {
    return remaining(now, Date.parse(dueAt), (officeClass ?? 'OFFICE') as OfficeClass, calendar, unit);
  } catch {
    return null;
  }
}
