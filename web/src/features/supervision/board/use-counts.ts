import { useCallback, useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { SupervisionCountsDocument, type SupervisionCountsQuery } from '../../../gql/documents.generated.js';
import { useLiveChanges } from '../../../lib/live-changes.js';

const GATHER_MS = 1000;

export type Counts = SupervisionCountsQuery['supervisionCounts'];

/** How many cases stand on each level and with each unit; read again at most once a second while things change. */
export function useCounts(): Counts | undefined {
  const [{ data }, ask] = useQuery({ query: SupervisionCountsDocument, requestPolicy: 'cache-and-network' });
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = useCallback(() => {
    planned.current ??= setTimeout(() => {
      planned.current = undefined;
      ask({ requestPolicy: 'network-only' });
    }, GATHER_MS);
  }, [ask]);
  useEffect(() => () => clearTimeout(planned.current), []);
  useLiveChanges('case', soon);
  return data?.supervisionCounts;
}
