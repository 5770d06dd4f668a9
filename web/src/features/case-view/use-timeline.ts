import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  type CaseChangeEventFragment,
  CaseTimelineDocument,
  type TimelinePageFragment,
} from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';

const PAGE = 50;

/**
 * The newest page, which the case page keeps fresh, and the older ones read on request. Events never change, so pages of
 * different moments join by their number.
 */
export function useTimeline(caseId: string, newest: TimelinePageFragment) {
  const [older, setOlder] = useState<CaseChangeEventFragment[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [ended, setEnded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another case starts over
  useEffect(() => {
    setOlder([]);
    setCursor(null);
    setEnded(false);
  }, [caseId]);

  const events = useMemo(() => {
    const bySeq = new Map([...older, ...newest.nodes].map((event) => [event.seq, event]));
    return [...bySeq.values()].sort((left, right) => right.seq - left.seq);
  }, [older, newest]);
  const oldest = events.at(-1)?.seq ?? 0;
  const hasMore = !ended && (cursor !== null || newest.pageInfo.hasNextPage) && oldest > 1;

  const after = cursor ?? newest.pageInfo.endCursor;
  const more = useCallback(async () => {
    setBusy(true);
    setFailed(false);
    const { data } = await plainClient.query(CaseTimelineDocument, { id: caseId, first: PAGE, after }).toPromise();
    setBusy(false);
    const page = data?.case?.timeline;
    if (!page) return setFailed(true);
    setOlder((known) => [...known, ...page.nodes]);
    setCursor(page.pageInfo.endCursor);
    setEnded(!page.pageInfo.hasNextPage);
  }, [caseId, after]);

  return { events, hasMore, more, busy, failed };
}
