import { log } from '../errors/log.js';
import type { Change, ChangesToFollow } from './changes.js';

/**
 * Follows what committed until the reader leaves; `pick` answers null for what this reader does not get. On a stream that
 * several operations share, the request that asked ends at once, so only `return` tells that the reader is gone; a
 * generator could not hear it while it waits for the next change.
 */
export function subscriptionOf<T>(
  field: string,
  changes: ChangesToFollow,
  pick: (change: Change) => Promise<T | null>,
): AsyncIterableIterator<Record<string, T>> {
  const left = new AbortController();
  const followed = changes.follow(left.signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        const { done, value: change } = await followed.next();
        if (done) return { done: true, value: undefined };
        try {
          const picked = await pick(change);
          if (picked) return { done: false, value: { [field]: picked } };
        } catch (error) {
          // One change that could not be looked up must not end the stream; the page reads again when it next asks.
          log.warn({ err: error }, 'a change could not be told');
        }
      }
    },
    async return() {
      left.abort();
      return { done: true, value: undefined };
    },
  };
}
