import { createClient } from 'graphql-sse';
import { useEffect, useRef } from 'react';
import { requestHeaders } from './graphql-client.js';
import { reportNetwork } from './network-state.js';
import { rereadCalendar } from './remaining.js';
import { retryPause, soonAndSeldom } from './reread-pace.js';
import { alignServerTime } from './server-time.js';
import { currentViewer, loseViewer } from './session.js';

export type TaskChange = { taskId: string; caseId: string; state: string; actorId: string | null };
export type CaseChange = { caseId: string; number: string };
/** Something came under my bell, or was read in another window. */
export type NoticeChange = true;
type Changes = { task: TaskChange; case: CaseChange; notice: NoticeChange };

type Message =
  | { kind: 'task'; change: TaskChange }
  | { kind: 'case'; change: CaseChange }
  | { kind: 'notice' }
  /** The stream had been away, or much changed at once: whatever a page shows may be old. */
  | { kind: 'again' }
  | { kind: 'network'; state: 'up' | 'down' };

const listeners: { [K in keyof Changes]: Set<(change: Changes[K] | null) => void> } = {
  task: new Set(),
  case: new Set(),
  notice: new Set(),
};
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('yousu-live') : undefined;

function deliver(message: Message): void {
  if (message.kind === 'network') reportNetwork(message.state);
  else if (message.kind === 'again') void readAllAgain();
  else if (message.kind === 'notice') for (const tell of listeners.notice) tell(true);
  else if (message.kind === 'task') for (const tell of listeners.task) tell(message.change);
  else for (const tell of listeners.case) tell(message.change);
}

/** Time itself may have moved, and the calendar: both are known anew before the pages reckon with them. */
async function readAllAgain(): Promise<void> {
  await alignServerTime();
  rereadCalendar();
  for (const set of [listeners.task, listeners.case, listeners.notice]) for (const tell of set) tell(null);
}

tabs?.addEventListener('message', (event: MessageEvent<Message>) => deliver(event.data));

function tellAll(message: Message): void {
  deliver(message);
  tabs?.postMessage(message);
}

/** The library would knock again and again, without a pause, at a stream whose session is over. */
async function fetchAsViewer(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.status === 401 && currentViewer()) loseViewer();
  return response;
}

/** Work over thousands of cases tells of each of its portions. */
const AGAIN_EVERY_MS = 1000;

/** Every page of this browser reads again what it shows; the server's time and calendar first. */
export function readAgainEverywhere(): void {
  tellAll({ kind: 'again' });
}

function lead(): () => void {
  let connectedBefore = false;
  const client = createClient({
    singleConnection: true,
    lazy: false,
    url: '/graphql/stream',
    credentials: 'same-origin',
    headers: requestHeaders,
    fetchFn: fetchAsViewer,
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: async (retries) => {
      if (retries > 0) tellAll({ kind: 'network', state: 'down' });
      await retryPause(retries);
    },
    onNonLazyError: () => {},
    on: {
      connected: (reconnected) => {
        tellAll({ kind: 'network', state: 'up' });
        if (reconnected || connectedBefore) tellAll({ kind: 'again' });
        connectedBefore = true;
      },
    },
  });

  let stopped = false;
  function follow(query: string, receive: (data: Record<string, unknown>) => void): void {
    client.subscribe(
      { query },
      {
        next: ({ data }) => data && receive(data),
        // Refused or ended by the server (restart, session over): ask again as long as someone is signed in.
        error: () => again(),
        complete: () => again(),
      },
    );
    function again(): void {
      if (stopped || !currentViewer()) return;
      setTimeout(() => !stopped && follow(query, receive), 5000 + Math.random() * 5000);
    }
  }
  follow('subscription TaskListChanged { taskListChanged { taskId caseId state actorId } }', (data) =>
    tellAll({ kind: 'task', change: data.taskListChanged as TaskChange }),
  );
  follow('subscription MuchChanged { muchChanged }', soonAndSeldom(readAgainEverywhere, AGAIN_EVERY_MS));
  follow('subscription CaseChanged { caseChanged { caseId number } }', (data) =>
    tellAll({ kind: 'case', change: data.caseChanged as CaseChange }),
  );
  follow(
    'subscription NoticesChanged { noticesChanged }',
    soonAndSeldom(() => tellAll({ kind: 'notice' }), AGAIN_EVERY_MS),
  );
  return () => {
    stopped = true;
    client.dispose();
  };
}

/**
 * One stream per browser: the tab that holds the lock listens and tells the others; when it closes, the lock goes to the
 * next. Without locks (plain http on another host) every tab listens for itself.
 * @returns ends this tab's part.
 */
export function startLiveChanges(): () => void {
  if (!navigator.locks || !tabs) return lead();
  const leaving = new AbortController();
  navigator.locks
    .request('yousu-live', { signal: leaving.signal }, () => {
      const stop = lead();
      return new Promise<void>((resolve) =>
        leaving.signal.addEventListener('abort', () => {
          stop();
          resolve();
        }),
      );
    })
    .catch(() => {});
  return () => leaving.abort();
}

/**
 * Calls back for every change of tasks, cases or notices that the reader may see. `null` means that changes may have been missed
 * (the stream was away): read again.
 */
export function useLiveChanges<K extends keyof Changes>(kind: K, callback: (change: Changes[K] | null) => void): void {
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => {
    const tell = (change: Changes[K] | null) => latest.current(change);
    listeners[kind].add(tell);
    return () => {
      listeners[kind].delete(tell);
    };
  }, [kind]);
}
