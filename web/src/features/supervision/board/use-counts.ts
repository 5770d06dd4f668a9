import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { SupervisionCountsDocument, type SupervisionCountsQuery } from '../../../gql/documents.generated.js';
import { useLiveChanges } from '../../../lib/live-changes.js';
import { soonAndSeldom } from '../../../lib/reread-pace.js';

const READ_EVERY_MS = 1000;

export type Counts = SupervisionCountsQuery['supervisionCounts'];

/** How many cases stand on each level and with each unit; read again at most once a second while things change. */
export function useCounts(): Counts | undefined {
  const [{ data }, ask] = useQuery({ query: SupervisionCountsDocument, requestPolicy: 'cache-and-network' });
  const latest = useRef<typeof ask | null>(ask);
  useEffect(() => {
    latest.current = ask;
    return () => {
      latest.current = null;
    };
  }, [ask]);
  const soon = useMemo(
    () => soonAndSeldom(() => latest.current?.({ requestPolicy: 'network-only' }), READ_EVERY_MS),
    [],
  );
  useLiveChanges('case', soon);
  return data?.supervisionCounts;
}
