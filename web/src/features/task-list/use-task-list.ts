import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { CombinedError } from 'urql';
import { TaskListPageDocument, type TaskRowFragment } from '../../gql/documents.generated.js';
import type { TaskState } from '../../gql/schema.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { type TaskChange, useLiveChanges } from '../../lib/live-changes.js';
import { serverNow } from '../../lib/server-time.js';
import { useSignedIn } from '../../lib/session.js';
import { afterMyActs, beforeReading, readTaskRow } from '../../lib/task-acts/task-acts.js';
import { belongsToList } from './belongs-to-list.js';
import { type ListAddress, toFilter, writeAddress } from './list-address.js';
import { emptyList, type ListState, reduceList } from './list-state.js';

const pageSize = 50;
/** The API gives no more at once. */
const mostRows = 200;
/** Lists left behind, by address: coming back shows the same rows at once. */
const left = new Map<string, { state: ListState; at: number }>();
const freshMs = 30_000;

export type TaskList = ListState & {
  more: () => void;
  reload: () => void;
  /** Our own act, shown before the server has answered. */
  change: (row: TaskRowFragment) => void;
};

/** The rows of an address: endless pages, kept current by the live stream without ever moving a row under the reader. */
export function useTaskList(address: ListAddress): TaskList {
  const key = writeAddress(address).toString();
  const { user, groups } = useSignedIn();
  const [state, dispatch] = useReducer(reduceList, key, (first) => left.get(first)?.state ?? emptyList);
  const asked = useRef(0);
  const now = useRef({ address, state, key });
  now.current = { address, state, key };

  const read = useCallback(async (after: string | null, first = pageSize) => {
    const ticket = after ? asked.current : ++asked.current;
    const variables = {
      filter: toFilter(now.current.address, serverNow()),
      sort: now.current.address.sort,
      first,
      after,
    };
    const since = beforeReading();
    const { data, error } = await plainClient.query(TaskListPageDocument, variables).toPromise();
    const rows = data && (await afterMyActs(data.tasks.nodes, since));
    if (ticket !== asked.current) return;
    if (data && rows) dispatch({ type: 'read', rows, page: data.tasks.pageInfo, after });
    else dispatch({ type: 'failed', error: error as CombinedError });
  }, []);

  useEffect(() => {
    const known = left.get(key);
    dispatch(
      known ? { type: 'restore', state: known.state, stale: Date.now() - known.at > freshMs } : { type: 'start' },
    );
    if (!known) void read(null);
    return () => {
      asked.current += 1;
      const { state: last } = now.current;
      if (last.status === 'ready') left.set(key, { state: last, at: Date.now() });
      if (left.size > 8) left.delete(left.keys().next().value as string);
    };
  }, [key, read]);

  const more = useCallback(() => {
    const { state: current } = now.current;
    if (!current.hasNext || current.loadingMore || current.status !== 'ready') return;
    dispatch({ type: 'loadingMore' });
    void read(current.endCursor);
  }, [read]);

  const reload = useCallback(() => {
    dispatch({ type: 'start' });
    void read(null, Math.min(100, Math.max(pageSize, now.current.state.rows.length)));
  }, [read]);

  /** Changes may have been missed: the rows shown become what they are now; whether others came, the reader asks. */
  const refreshInPlace = useCallback(async () => {
    dispatch({ type: 'stale' });
    const { address: here, state: shown, key: mine } = now.current;
    if (shown.status !== 'ready' || shown.rows.length === 0) return;
    const since = beforeReading();
    const { data } = await plainClient
      .query(TaskListPageDocument, {
        filter: toFilter(here, serverNow()),
        sort: here.sort,
        first: Math.min(mostRows, shown.rows.length),
        after: null,
      })
      .toPromise();
    if (!data) return;
    const rows = await afterMyActs(data.tasks.nodes, since);
    if (mine !== now.current.key) return;
    for (const row of rows) dispatch({ type: 'mine', row });
  }, []);

  const changed = useRef(new Map<string, TaskChange>());
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback(async () => {
    planned.current = undefined;
    const ids = [...changed.current];
    changed.current.clear();
    const here = now.current.key;
    if (ids.length > maxReads) dispatch({ type: 'stale' });
    const reader = { userId: user.id, groups };
    await Promise.all(
      ids.slice(0, maxReads).map(async ([id, { actorId, state: told }]) => {
        const row = await readTaskRow(id);
        if (here !== now.current.key) return;
        const fits = row !== null && belongsToList(row, now.current.address, reader, serverNow());
        dispatch({ type: 'changed', id, row, state: told as TaskState, fits, byMe: actorId === user.id });
      }),
    );
  }, [user.id, groups]);
  useEffect(() => () => clearTimeout(planned.current), []);

  useLiveChanges('task', (change: TaskChange | null) => {
    if (!change) return void refreshInPlace();
    changed.current.set(change.taskId, change);
    planned.current ??= setTimeout(() => void settle(), 120);
  });

  const change = useCallback((row: TaskRowFragment) => dispatch({ type: 'mine', row }), []);
  return { ...state, more, reload, change };
}

/** Beyond this many changes at once a reload is cheaper than reading row by row. */
const maxReads = 12;
