import type { OfficeClass } from './office-hours.js';
import type { Reckoning } from './reckoning.js';
import { MINUTE_MS } from './shanghai-time.js';
import type { WorkingCalendar } from './working-calendar.js';
import { addWorkingTime } from './working-time.js';

/** What an alarm has to do at a moment of a clock's life (domain.md §3.6). */
export type Milestone = 'YELLOW' | 'REMIND' | 'RED' | 'OVERDUE_DAY';

/** How far the alarm has got. */
export interface AlarmProgress {
  readonly light: 'GREEN' | 'YELLOW' | 'RED';
  readonly reminded: boolean;
  /** Working days past the due moment that were told, 0 or more. */
  readonly overdueDays: number;
}

/** One thing to be done at `at` (epoch milliseconds). */
export interface Tick {
  readonly milestone: Milestone;
  readonly at: number;
}

const MAX_SPREAD_MS = 10 * MINUTE_MS;
const SPREAD_SHARE = 20;

/** The next thing a clock has to tell; there always is one, since a red clock speaks every working day. */
export function nextMilestone(
  progress: AlarmProgress,
  reckoning: Pick<Reckoning, 'due' | 'yellow' | 'remind'>,
  officeClass: OfficeClass,
  calendar: WorkingCalendar,
): Tick {
  const { light, reminded, overdueDays } = progress;
  if (light === 'GREEN') return { milestone: 'YELLOW', at: reckoning.yellow };
  if (light === 'YELLOW' && !reminded) return { milestone: 'REMIND', at: reckoning.remind };
  if (light === 'YELLOW') return { milestone: 'RED', at: reckoning.due };
  const days = (overdueDays + 1) * calendar.hours[officeClass].dayMs;
  return { milestone: 'OVERDUE_DAY', at: addWorkingTime(reckoning.due, days, officeClass, calendar) };
}

/**
 * How long after its moment an alarm may speak, in ms: the same for one clock always, spread evenly over up to ten minutes,
 * so that 09:00 and 18:00 do not bring all alarms of a city at once; never more than a twentieth of a short span.
 */
export function spreadOf(clockId: string, netMs: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < clockId.length; index += 1) {
    hash = Math.imul(hash ^ clockId.charCodeAt(index), 0x01000193) >>> 0;
  }
  // FNV leaves the high bits of near-equal ids alike.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
  hash = (hash ^ (hash >>> 13)) >>> 0;
  const range = Math.min(MAX_SPREAD_MS, Math.floor(netMs / SPREAD_SHARE));
  return range <= 0 ? 0 : hash % range;
}
