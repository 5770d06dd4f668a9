import { useCallback, useEffect, useRef, useState } from 'react';
import type { CombinedError } from 'urql';

/** Rows that the first answer and every "show more" ask for. */
const PAGE = 50;
/** The API gives no more at once. */
const MOST = 200;

/** A page as the API answers it, or why there is none. */
export interface PageAnswer<Row> {
  page: { nodes: Row[]; pageInfo: { endCursor?: string | null; hasNextPage: boolean } } | null | undefined;
  error: CombinedError | undefined;
}

type Listed<Row> = {
  /** Null before the first answer. */
  rows: Row[] | null;
  cursor: string | null;
  hasMore: boolean;
  error: CombinedError | null;
  busy: boolean;
};
const empty = { rows: null, cursor: null, hasMore: false, error: null, busy: true };

/**
 * Pages by key set, one under the other. Another `ask` starts over; whatever is read later wins over what was asked before.
 * @param ask reads `first` rows after a cursor; keep it with useCallback
 * @param keyOf what makes a row the same row: one whose place moved between two pages stands once
 */
export function useKeysetPages<Row>(
  ask: (first: number, after: string | null) => Promise<PageAnswer<Row>>,
  keyOf: (row: Row) => string,
) {
  const [listed, setListed] = useState<Listed<Row>>(empty);
  const current = useRef(0);
  const shown = useRef(listed.rows);
  shown.current = listed.rows;
  const key = useRef(keyOf);
  key.current = keyOf;

  const read = useCallback(
    async (first: number, after: string | null) => {
      current.current += 1;
      const mine = current.current;
      setListed((known) => ({ ...known, busy: true, error: null }));
      const { page, error } = await ask(first, after);
      if (mine !== current.current) return;
      setListed((known) => {
        if (!page) return { ...known, busy: false, error: error ?? null };
        const before = (after && known.rows) || [];
        const keys = new Set(before.map(key.current));
        const rows = [...before, ...page.nodes.filter((row) => !keys.has(key.current(row)))];
        const { endCursor = null, hasNextPage } = page.pageInfo;
        return { rows, cursor: endCursor, hasMore: hasNextPage, error: null, busy: false };
      });
    },
    [ask],
  );

  useEffect(() => {
    setListed(empty);
    void read(PAGE, null);
  }, [read]);

  /** As many rows as are shown, from the beginning. */
  const readShown = useCallback(
    (atLeast = PAGE): [first: number, after: null] => [
      Math.min(MOST, Math.max(atLeast, shown.current?.length ?? 0)),
      null,
    ],
    [],
  );

  /** Shows rows that changed as they are now, each in its place. @returns what was read; null when it came too late */
  const putInPlace = useCallback(async (fetch: (rows: Row[]) => Promise<Row[] | null>): Promise<Row[] | null> => {
    const mine = current.current;
    const fresh = await fetch(shown.current ?? []);
    if (!fresh || mine !== current.current) return null;
    const byKey = new Map(fresh.map((row) => [key.current(row), row]));
    setListed((known) => ({ ...known, rows: known.rows?.map((row) => byKey.get(key.current(row)) ?? row) ?? null }));
    return fresh;
  }, []);

  return {
    ...listed,
    shown,
    more: () => read(PAGE, listed.cursor),
    refresh: useCallback(() => read(PAGE, null), [read]),
    reread: useCallback(() => read(...readShown()), [read, readShown]),
    askShown: useCallback((atLeast?: number) => ask(...readShown(atLeast)), [ask, readShown]),
    putInPlace,
  };
}
