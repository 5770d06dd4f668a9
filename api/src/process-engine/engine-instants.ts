import type { Variables } from './process-engine.js';

/** An instant of application time among an engine's variables; the adapter says it in engine time, with its offset. */
export interface Instant {
  instant: string;
}

/** For a timer: the engine reads a time without an offset as UTC, so a bare text never goes into a variable. */
export const instant = (at: Date): Instant => ({ instant: at.toISOString() });

const isInstant = (value: unknown): value is Instant =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Instant).instant === 'string' &&
  Object.keys(value).length === 1;

/** Variables as the engine gets them. @param leadMs engine time minus application time, in ms */
export function inEngineTime(variables: Variables, leadMs: number): Variables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      isInstant(value) ? new Date(Date.parse(value.instant) + leadMs).toISOString() : value,
    ]),
  );
}
