import type { Change, Changes } from './changes.js';
import type { RequestContext } from './request-context.js';

/** Follows what committed until the browser leaves; `pick` answers null for what this reader does not get. */
export async function* subscriptionOf<T>(
  context: RequestContext,
  field: string,
  changes: Changes,
  pick: (change: Change) => Promise<T | null>,
): AsyncGenerator<Record<string, T>> {
  const left = new AbortController();
  const leave = (): void => left.abort();
  context.request.raw.once('close', leave);
  context.request.raw.socket.once('close', leave);
  try {
    for await (const change of changes.follow(left.signal)) {
      const picked = await pick(change);
      if (picked) yield { [field]: picked };
    }
  } finally {
    context.request.raw.off('close', leave);
    context.request.raw.socket.off('close', leave);
    leave();
  }
}
