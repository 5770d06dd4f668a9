import { waitUntil } from '../../scripts/local/processes.mjs';

/**
 * Waits for a condition: the only way tests wait.
 * @param condition truthy = done, and what it gives is returned; a thrown error counts as "not yet" and is told on failure
 * @param what names what did not happen, e.g. "the task appears in the list"
 */
export function waitFor<T>(
  condition: () => T | Promise<T>,
  what: string,
  timeoutMs = 20_000,
  everyMs = 40,
): Promise<NonNullable<T>> {
  return waitUntil(condition, { timeoutMs, everyMs, what });
}
