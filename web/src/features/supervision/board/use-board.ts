import { useCallback, useEffect, useRef, useState } from 'react';
import { SupervisionBoardDocument, type SupervisionBoardRowFragment } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { useKeysetPages } from '../../../lib/keyset-pages.js';
import { useLiveChanges } from '../../../lib/live-changes.js';
import { type BoardChoice, filterOf, readChoice, writeChoice } from './board-choice.js';

const GATHER_MS = 400;

export type BoardRow = SupervisionBoardRowFragment;

const caseOf = (row: BoardRow): string => row.case.id;

/**
 * Pages of the board by key set. What changes is shown in its place, so that no row moves while somebody chooses; `stale`
 * tells that the order would be another one now.
 */
export function useBoard(choice: BoardChoice) {
  const wanted = writeChoice(choice).toString();
  const ask = useCallback(
    async (first: number, after: string | null) => {
      const filter = filterOf(readChoice(new URLSearchParams(wanted)));
      const { data, error } = await plainClient.query(SupervisionBoardDocument, { filter, first, after }).toPromise();
      return { page: data?.supervisionBoard, error };
    },
    [wanted],
  );
  const { rows, hasMore, error, busy, shown, more, refresh, askShown, putInPlace } = useKeysetPages(ask, caseOf);
  const [stale, setStale] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is read anew
  useEffect(() => setStale(false), [ask]);

  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback(async () => {
    planned.current = undefined;
    const before = shown.current ?? [];
    const fresh = await putInPlace(async () => (await askShown()).page?.nodes ?? null);
    if (fresh) setStale(fresh.slice(0, before.length).some((row, index) => row.case.id !== before[index]?.case.id));
  }, [askShown, putInPlace, shown]);
  const soon = useCallback(() => {
    planned.current ??= setTimeout(() => void settle(), GATHER_MS);
  }, [settle]);
  useEffect(() => () => clearTimeout(planned.current), []);
  useLiveChanges('case', soon);

  return {
    rows,
    hasMore,
    error,
    busy,
    stale,
    soon,
    more,
    refresh: () => {
      setStale(false);
      return refresh();
    },
  };
}
