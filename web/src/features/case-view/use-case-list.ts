import { useCallback, useEffect, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import { CaseListDocument, CaseListRowDocument, type CaseRowFragment } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { type CaseChange, useLiveChanges } from '../../lib/live-changes.js';
import { serverNow } from '../../lib/server-time.js';
import { filterOf, type ListChoice, readChoice, writeChoice } from './list-filter.js';

const PAGE = 50;
/** The API gives no more at once. */
const MOST = 200;
const GATHER_MS = 250;
/** Beyond so many changed rows reading the page again is cheaper than row by row. */
const MAX_READS = 12;

type Listed = {
  rows: CaseRowFragment[] | null;
  cursor: string | null;
  hasMore: boolean;
  error: CombinedError | null;
  busy: boolean;
};
const empty: Listed = { rows: null, cursor: null, hasMore: false, error: null, busy: true };

/**
 * Pages of cases by key set, one under the other; another choice starts over, a refresh keeps what is shown until the answer.
 * Listed cases that change are shown as they are now, in their place: the list never moves under the reader's eyes; `stale`
 * tells that it would be another one if it were read now.
 */
export function useCaseList(choice: ListChoice) {
  const wanted = writeChoice(choice).toString();
  const [listed, setListed] = useState<Listed>(empty);
  const [stale, setStale] = useState(false);
  const current = useRef(0);
  const shown = useRef(listed.rows);
  shown.current = listed.rows;

  const ask = useCallback(
    (first: number, after: string | null) => {
      const what = readChoice(new URLSearchParams(wanted));
      return plainClient
        .query(CaseListDocument, { filter: filterOf(what, serverNow()), sort: what.sort, first, after })
        .toPromise();
    },
    [wanted],
  );

  const read = useCallback(
    async (after: string | null) => {
      current.current += 1;
      const mine = current.current;
      setListed((known) => ({ ...known, busy: true, error: null }));
      if (!after) setStale(false);
      const { data, error } = await ask(PAGE, after);
      if (mine !== current.current) return;
      setListed((known) => {
        if (!data) return { ...known, busy: false, error: error ?? null };
        const { nodes, pageInfo } = data.cases;
        const rows = after ? [...(known.rows ?? []), ...nodes] : nodes;
        return { rows, cursor: pageInfo.endCursor, hasMore: pageInfo.hasNextPage, error: null, busy: false };
      });
    },
    [ask],
  );

  useEffect(() => {
    setListed(empty);
    void read(null);
  }, [read]);

  /** Null: which ones changed is not known. */
  const changed = useRef<Set<string> | null>(new Set());
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback(async () => {
    planned.current = undefined;
    const mine = current.current;
    const rows = shown.current ?? [];
    const ids = changed.current && rows.filter(({ id }) => changed.current?.has(id)).map(({ id }) => id);
    changed.current = new Set();
    const fresh =
      ids && ids.length <= MAX_READS
        ? await readRows(ids)
        : await ask(Math.min(MOST, Math.max(1, rows.length)), null).then(({ data }) => data?.cases.nodes ?? []);
    if (mine !== current.current) return;
    const byId = new Map(fresh.map((row) => [row.id, row]));
    setListed((known) => ({ ...known, rows: known.rows?.map((row) => byId.get(row.id) ?? row) ?? null }));
  }, [ask]);
  useEffect(() => () => clearTimeout(planned.current), []);

  useLiveChanges('case', (change: CaseChange | null) => {
    setStale(true);
    if (change) changed.current?.add(change.caseId);
    else changed.current = null;
    planned.current ??= setTimeout(() => void settle(), GATHER_MS);
  });

  return { ...listed, stale, more: () => read(listed.cursor), refresh: () => read(null) };
}

async function readRows(ids: readonly string[]): Promise<CaseRowFragment[]> {
  const answers = await Promise.all(ids.map((id) => plainClient.query(CaseListRowDocument, { id }).toPromise()));
  return answers.flatMap(({ data }) => (data?.case ? [data.case] : []));
}
