import { DAY_MS, shanghaiDay, startOfShanghaiDay } from '../working-time/shanghai-time.js';

/** `overdue`: due already; the others: due from now until then. */
export type DueChoice = 'overdue' | 'today' | 'threeDays' | 'week';
export const dueChoices: readonly DueChoice[] = ['overdue', 'today', 'threeDays', 'week'];

const DAYS = { today: 1, threeDays: 3, week: 7 };

/** Due moments of a choice at application time `now` (ms), as ISO instants; days end at midnight in the city. */
export function dueRange(due: DueChoice | null, now: number): { dueFrom?: string; dueTo?: string } {
  if (!due) return {};
  const iso = (instant: number) => new Date(instant).toISOString();
  if (due === 'overdue') return { dueTo: iso(now) };
  return { dueFrom: iso(now), dueTo: iso(startOfShanghaiDay(shanghaiDay(now)) + DAYS[due] * DAY_MS) };
}
