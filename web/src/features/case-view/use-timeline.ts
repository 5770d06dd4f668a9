import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type CaseChangeEventFragment,
  CaseTimelineDocument,
  type TimelinePageFragment,
} from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';

const PAGE = 50;
/** The API gives no more at once. */
const MOST = 200;

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
  const reading = useRef(false);

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

  const begin = cursor ?? newest.pageInfo.endCursor ?? null;
  const read = useCallback(
    async (first: number, toTheEnd: boolean) => {
      if (reading.current) return;
      reading.current = true;
      setBusy(true);
      setFailed(false);
      let after = begin;
      let goesOn = true;
      while (goesOn) {
        const { data } = await plainClient.query(CaseTimelineDocument, { id: caseId, first, after }).toPromise();
        const page = data?.case?.timeline;
        if (!page) {
          setFailed(true);
          break;
        }
        setOlder((known) => [...known, ...page.nodes]);
        setCursor(page.pageInfo.endCursor);
        setEnded(!page.pageInfo.hasNextPage);
        after = page.pageInfo.endCursor;
        goesOn = toTheEnd && page.pageInfo.hasNextPage;
      }
      reading.current = false;
      setBusy(false);
    },
    [caseId, begin],
  );

  return {
    events,
    hasMore,
    busy,
    failed,
    /** The page before the oldest that is shown. */
    more: useCallback(() => read(PAGE, false), [read]),
    /** Everything up to the first event, for who looks for something in it. */
    all: useCallback(() => read(MOST, true), [read]),
  };
}
