import { useEffect, useState } from 'react';
import { ServerTimeDocument } from '../gql/documents.generated.js';
import { plainClient } from './graphql-client.js';

let offsetMs = 0;
/** Shown times jump at once when the offset becomes known, not at their next tick. */
const aligned = new Set<() => void>();

/** Application time now (ms): the server's, which runs ahead of the wall in demonstrations. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

/** Asks the server for its time; shown times follow at once. */
export async function alignServerTime(): Promise<void> {
  const asked = Date.now();
  const { data } = await plainClient.query(ServerTimeDocument, {}).toPromise();
  if (!data) return;
  const before = offsetMs;
  offsetMs = Date.parse(data.serverNow) - (asked + Date.now()) / 2;
  if (Math.abs(offsetMs - before) > 1000) for (const show of aligned) show();
}

/** Keeps our clock on the server's: at start, every five minutes, and when a sleeping tab wakes. Ends by the answer. */
export function startServerTime(): () => void {
  const wake = () => void (document.visibilityState === 'visible' && alignServerTime());
  void alignServerTime();
  const timer = setInterval(() => void alignServerTime(), 5 * 60_000);
  document.addEventListener('visibilitychange', wake);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', wake);
  };
}

/** Application time that moves on every `everyMs`; all rows of a list should share the caller's. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const show = () => setNow(serverNow());
    const timer = setInterval(show, everyMs);
    aligned.add(show);
    return () => {
      clearInterval(timer);
      aligned.delete(show);
    };
  }, [everyMs]);
  return now;
}
