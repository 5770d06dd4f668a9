import type { OfficeClass } from '../../../common/src/working-time/office-hours.js';
import { type Reckoning as Reckoned, reckon } from '../../../common/src/working-time/reckoning.js';
import type { WorkingCalendar } from '../../../common/src/working-time/working-calendar.js';
import type { ClockReckoningFragment } from '../gql/documents.generated.js';

/** A clock's span (`2wh`, `5wd`, `24h`) and the office hours it is reckoned in, as the API tells them. */
export type Reckoning = { span?: string | null; officeClass?: string | null };

/** The promise to the citizen, in its first round or a later one; other limits are of the city's own steps. */
export const isHandling = (kind: string): boolean => kind === 'HANDLE' || kind === 'REWORK';

/** The clock behind a task or a case: of the kind asked for, the one due then, else the one that stands still, else the newest. */
export function clockOf<Clock extends { kind: string; dueAt: string; state: string }>(
  clocks: readonly Clock[],
  kinds: readonly string[],
  dueAt: string | null,
): Clock | undefined {
  const ofKind = clocks.filter(({ kind }) => kinds.includes(kind));
  return (
    ofKind.findLast((clock) => clock.dueAt === dueAt) ??
    ofKind.findLast(({ state }) => state === 'PAUSED') ??
    ofKind.findLast(({ state }) => state === 'RUNNING') ??
    ofKind.at(-1)
  );
}

/** Everything a clock's due moment follows from, reckoned here; null while the calendar is unknown or the clock lies outside it. */
export function reckonClock(
  clock: Pick<ClockReckoningFragment, 'startedAt' | 'span' | 'officeClass' | 'extensions' | 'pauses'>,
  now: number,
  calendar: WorkingCalendar | undefined,
): Reckoned | null {
  if (!calendar) return null;
  try {
    return reckon(
      {
        startedAt: Date.parse(clock.startedAt),
        span: clock.span,
        officeClass: clock.officeClass as OfficeClass,
        extensions: clock.extensions,
        pauses: clock.pauses.map(({ pausedAt, resumedAt }) => ({
          from: Date.parse(pausedAt),
          to: resumedAt ? Date.parse(resumedAt) : null,
        })),
      },
      now,
      calendar,
    );
  } catch {
    return null;
  }
}
