import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type CaseListChoice,
  filterOfCaseList,
  readCaseList,
  writeCaseList,
} from '../../../../common/src/case-list/case-list-address.js';
import { LedgerPageDocument, type LedgerRowFragment, LedgerRowNowDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useKeysetPages } from '../../lib/keyset-pages.js';
import { type CaseChange, useLiveChanges } from '../../lib/live-changes.js';
import { serverNow } from '../../lib/server-time.js';

const GATHER_MS = 120;
/** Beyond so many changed rows reading the page again is cheaper than row by row. */
const MAX_READS = 12;

const idOf = (row: LedgerRowFragment): string => row.id;

/**
 * Pages of cases by key set, one under the other; another choice starts over, a refresh keeps what is shown until the answer.
 * Listed cases that change are shown as they are now, in their place: the list never moves under the reader's eyes; `stale`
 * tells that it would be another one if it were read now.
 */
export function useLedger(choice: CaseListChoice) {
  const wanted = writeCaseList(choice).toString();
  const ask = useCallback(
    async (first: number, after: string | null) => {
      const what = readCaseList(new URLSearchParams(wanted));
      const { data, error } = await plainClient
        .query(LedgerPageDocument, { filter: filterOfCaseList(what, serverNow()), sort: what.sort, first, after })
        .toPromise();
      return { page: data?.cases, error };
    },
    [wanted],
  );
  const { rows, hasMore, error, busy, more, refresh, askShown, putInPlace } = useKeysetPages(ask, idOf);
  const [stale, setStale] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is read anew
  useEffect(() => setStale(false), [ask]);

  /** Null: which ones changed is not known. */
  const changed = useRef<Set<string> | null>(new Set());
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback(async () => {
    planned.current = undefined;
    await putInPlace(async (listed) => {
      const ids = changed.current && listed.filter(({ id }) => changed.current?.has(id)).map(({ id }) => id);
      changed.current = new Set();
      if (ids && ids.length <= MAX_READS) return readRows(ids);
      return (await askShown(1)).page?.nodes ?? null;
    });
  }, [askShown, putInPlace]);
  useEffect(() => () => clearTimeout(planned.current), []);

  useLiveChanges('case', (change: CaseChange | null) => {
    setStale(true);
    if (change) changed.current?.add(change.caseId);
    else changed.current = null;
    planned.current ??= setTimeout(() => void settle(), GATHER_MS);
  });

  return {
    rows,
    hasMore,
    error,
    busy,
    stale,
    more,
    refresh: () => {
      setStale(false);
      return refresh();
    },
  };
}

async function readRows(ids: readonly string[]): Promise<LedgerRowFragment[]> {
  const answers = await Promise.all(ids.map((id) => plainClient.query(LedgerRowNowDocument, { id }).toPromise()));
  return answers.flatMap(({ data }) => (data?.case ? [data.case] : []));
}
