import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { TaskCountsDocument, type TaskCountsQuery } from '../gql/documents.generated.js';
import { useLiveChanges } from './live-changes.js';

/** Counts of what waits; re-read at most every two seconds while changes come in, and once a minute for the lights. */
export function useTaskCounts(): TaskCountsQuery['taskCounts'] | undefined {
  const [{ data }, ask] = useQuery({ query: TaskCountsDocument, requestPolicy: 'cache-and-network' });
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveChanges('task', () => {
    planned.current ??= setTimeout(() => {
      planned.current = undefined;
      ask({ requestPolicy: 'network-only' });
    }, 2000);
  });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), 60_000);
    return () => {
      clearInterval(timer);
      clearTimeout(planned.current);
    };
  }, [ask]);
  return data?.taskCounts;
}
