import { createClient } from 'graphql-sse';
import { useEffect, useRef } from 'react';
import { retryPause, soonAndSeldom } from '../../lib/reread-pace.js';
import type { CitizenKey } from './progress-form.js';

const READ_EVERY_MS = 500;
const QUERY = 'subscription CaseProgressChanged($key: CitizenKey!) { caseProgressChanged(key: $key) }';

/**
 * Calls back when the case may have changed while the page is in sight: after every change, and once the stream is (again)
 * there, because nobody told what happened before. Where the server refuses it (too many follow), the page stays as it is.
 */
export function useProgressChanges(key: CitizenKey | null, callback: () => void): void {
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => {
    if (!key) return;
    let stop = () => {};
    const turn = () => {
      stop();
      stop = document.visibilityState === 'visible' ? follow(key, () => latest.current()) : () => {};
    };
    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      stop();
    };
  }, [key]);
}

function follow(key: CitizenKey, tell: () => void): () => void {
  let stopped = false;
  let refused = false;
  const soon = soonAndSeldom(() => !stopped && tell(), READ_EVERY_MS);
  const client = createClient({
    url: '/graphql/stream',
    credentials: 'same-origin',
    fetchFn: async (...request: Parameters<typeof fetch>) => {
      const response = await fetch(...request);
      refused = response.status >= 400 && response.status < 500;
      return response;
    },
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: async (retries) => {
      if (refused) throw new Error('The server wants no more of us to follow.');
      await retryPause(retries);
    },
    on: { connected: soon },
  });
  client.subscribe({ query: QUERY, variables: { key } }, { next: soon, error: () => {}, complete: () => {} });
  return () => {
    stopped = true;
    client.dispose();
  };
}
