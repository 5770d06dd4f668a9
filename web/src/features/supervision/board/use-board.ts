import { useCallback, useEffect, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import { SupervisionBoardDocument, type SupervisionBoardRowFragment } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { useLiveChanges } from '../../../lib/live-changes.js';
import { type BoardChoice, filterOf, readChoice, writeChoice } from './board-choice.js';

const PAGE = 50;
/** The API gives no more at once. */
const MOST = 200;
const GATHER_MS = 400;

export type BoardRow = SupervisionBoardRowFragment;

type Listed = {
  rows: BoardRow[] | null;
  cursor: string | null;
  hasMore: boolean;
  error: CombinedError | null;
  busy: boolean;
};
const empty: Listed = { rows: null, cursor: null, hasMore: false, error: null, busy: true };

/**
 * Pages of the board by key set. What changes is shown in its place, so that no row moves while somebody chooses; `stale`
 * tells that the order would be another one now.
 */
export function useBoard(choice: BoardChoice) {
  const wanted = writeChoice(choice).toString();
  const [listed, setListed] = useState<Listed>(empty);
  const [stale, setStale] = useState(false);
  const current = useRef(0);
  const shown = useRef(listed.rows);
  shown.current = listed.rows;

  const ask = useCallback(
    (first: number, after: string | null) => {
      const filter = filterOf(readChoice(new URLSearchParams(wanted)));
      return plainClient.query(SupervisionBoardDocument, { filter, first, after }).toPromise();
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
        const { nodes, pageInfo } = data.supervisionBoard;
        const rows = after ? withoutTwins(known.rows ?? [], nodes) : nodes;
        return { rows, cursor: pageInfo.endCursor, hasMore: pageInfo.hasNextPage, error: null, busy: false };
      });
    },
    [ask],
  );

  useEffect(() => {
    setListed(empty);
    void read(null);
  }, [read]);

  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback(async () => {
    planned.current = undefined;
    const mine = current.current;
    const { data } = await ask(Math.min(MOST, Math.max(PAGE, shown.current?.length ?? 0)), null);
    if (!data || mine !== current.current) return;
    const fresh = data.supervisionBoard.nodes;
    const byId = new Map(fresh.map((row) => [row.case.id, row]));
    const before = shown.current ?? [];
    setStale(fresh.slice(0, before.length).some((row, index) => row.case.id !== before[index]?.case.id));
    setListed((known) => ({ ...known, rows: known.rows?.map((row) => byId.get(row.case.id) ?? row) ?? null }));
  }, [ask]);
  const soon = useCallback(() => {
    planned.current ??= setTimeout(() => void settle(), GATHER_MS);
  }, [settle]);
  useEffect(() => () => clearTimeout(planned.current), []);
  useLiveChanges('case', soon);

  return { ...listed, stale, soon, more: () => read(listed.cursor), refresh: () => read(null) };
}

/** A row whose place moved between two pages comes twice. */
function withoutTwins(before: BoardRow[], next: BoardRow[]): BoardRow[] {
  const known = new Set(before.map((row) => row.case.id));
  return [...before, ...next.filter((row) => !known.has(row.case.id))];
}
