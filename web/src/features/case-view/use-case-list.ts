import { useCallback, useEffect, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import {
  type CaseFilter,
  CaseListDocument,
  type CaseRowFragment,
  type CaseSort,
} from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';

const PAGE = 50;

type Listed = {
  rows: CaseRowFragment[] | null;
  cursor: string | null;
  hasMore: boolean;
  error: CombinedError | null;
  busy: boolean;
};
const empty: Listed = { rows: null, cursor: null, hasMore: false, error: null, busy: true };

/** Pages of cases by key set, one under the other; another filter starts over, a refresh keeps what is shown until the answer. */
export function useCaseList(filter: CaseFilter, sort: CaseSort) {
  const wanted = JSON.stringify({ filter, sort });
  const [listed, setListed] = useState<Listed>(empty);
  const current = useRef(0);

  const read = useCallback(
    async (after: string | null) => {
      current.current += 1;
      const mine = current.current;
      setListed((known) => ({ ...known, busy: true, error: null }));
      const { data, error } = await plainClient
        .query(CaseListDocument, { ...(JSON.parse(wanted) as object), first: PAGE, after })
        .toPromise();
      if (mine !== current.current) return;
      setListed((known) => {
        if (!data) return { ...known, busy: false, error: error ?? null };
        const { nodes, pageInfo } = data.cases;
        const rows = after ? [...(known.rows ?? []), ...nodes] : nodes;
        return { rows, cursor: pageInfo.endCursor, hasMore: pageInfo.hasNextPage, error: null, busy: false };
      });
    },
    [wanted],
  );

  useEffect(() => {
    setListed(empty);
    void read(null);
  }, [read]);

  return { ...listed, more: () => read(listed.cursor), refresh: () => read(null) };
}
