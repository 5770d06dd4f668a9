import type { EventEmitter } from 'node:events';
import { once } from 'node:events';

/** A reader that takes nothing for so long is given up: an export holds a connection of the database. */
export const STALLED_MS = 60_000;

/** Waits until a full stream takes more. @throws when the signal says so, or nothing is taken for a minute */
export async function drained(stream: EventEmitter, signal: AbortSignal): Promise<void> {
  await once(stream, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(STALLED_MS)]) });
}
