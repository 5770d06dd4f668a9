import { dayOfDate } from '../../../common/src/working-time/shanghai-time.js';
import type { SkippedDay } from '../../../common/src/working-time/working-calendar.js';

/** Days off for one reason; `ranges` are stretches without a gap, first and last day each (`2026-10-01`). */
export type SkippedGroup = Pick<SkippedDay, 'reason' | 'name'> & {
  days: number;
  ranges: { from: string; to: string }[];
};

/** Days that did not count, joined as people would say them: all weekends in one, each holiday and each closure by itself. */
export function groupSkipped(days: readonly SkippedDay[]): SkippedGroup[] {
  const groups = new Map<string, SkippedGroup>();
  for (const { date, reason, name } of days) {
    const key = `${reason} ${name}`;
    const group = groups.get(key) ?? { reason, name, days: 0, ranges: [] };
    groups.set(key, group);
    group.days += 1;
    const last = group.ranges.at(-1);
    if (last && dayOfDate(date) === dayOfDate(last.to) + 1) last.to = date;
    else group.ranges.push({ from: date, to: date });
  }
  return [...groups.values()];
}
