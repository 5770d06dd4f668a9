/** China has kept one zone without summer time since 1992; calendars here start in 2004, so a constant is exact. */
export const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
export const MINUTE_MS = 60 * 1000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Days since 1970-01-01 of the Shanghai calendar day that contains `instant` (epoch milliseconds). */
export function shanghaiDay(instant: number): number {
  return Math.floor((instant + SHANGHAI_OFFSET_MS) / DAY_MS);
}

/** The instant at which a Shanghai day (days since 1970-01-01) begins. */
export function startOfShanghaiDay(day: number): number {
  return day * DAY_MS - SHANGHAI_OFFSET_MS;
}

/** `2026-09-24`, the Shanghai date that contains `instant` (epoch milliseconds). */
export function shanghaiDate(instant: number): string {
  return dateOfDay(shanghaiDay(instant));
}

/** `2026-09-24` of a day number (days since 1970-01-01). */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Day number (days since 1970-01-01) of `2026-09-24`; throws a RangeError for anything that is not a real date. */
export function dayOfDate(date: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // V8 accepts 2026-02-30 and moves it to March.
  if (Number.isNaN(instant) || dateOfDay(instant / DAY_MS) !== date) {
    throw new RangeError(`Not a date: ${date}`);
  }
  return instant / DAY_MS;
}

/** `2026-09-24T18:00:00.000+08:00`: always with its offset, because the engine reads a time without one as UTC. */
export function shanghaiIso(instant: number): string {
  return `${new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Epoch milliseconds of an ISO 8601 text. A date alone is its first moment; a time without an offset is Shanghai time,
 * never the zone of the machine. Throws a RangeError for anything else.
 */
export function instantOf(text: string): number {
  const [, date, time = '00:00', offset = '+08:00'] = ISO.exec(text.trim()) ?? [];
  const instant = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${offset}`);
  if (date === undefined || Number.isNaN(instant)) {
    throw new RangeError(`Not a time: ${text}`);
  }
  dayOfDate(date);
  return instant;
}
