import {
  DAY_MS,
  HOUR_MS,
  shanghaiDay,
  startOfShanghaiDay,
} from '../../../../../common/src/working-time/shanghai-time.js';

const CALLS_FROM_HOUR = 7;
const CALLS_UNTIL_HOUR = 22;
/** 特急: life and safety do not wait for the morning. */
const AT_ANY_HOUR = 4;

/** The first moment at or after `at` when a duty phone may ring: none between 22:00 and 07:00 in Shanghai except 特急. */
export function nextCallMoment(at: Date, urgency: number): Date {
  if (urgency >= AT_ANY_HOUR) return at;
  const day = startOfShanghaiDay(shanghaiDay(at.getTime()));
  const opens = day + CALLS_FROM_HOUR * HOUR_MS;
  if (at.getTime() < opens) return new Date(opens);
  return at.getTime() < day + CALLS_UNTIL_HOUR * HOUR_MS ? at : new Date(opens + DAY_MS);
}
