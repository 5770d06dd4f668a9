import { useEffect, useState } from 'react';
import {
  type CaseListChoice,
  everything,
  filterOfCaseList,
  readCaseList,
  writeCaseList,
} from '../../../../common/src/case-list/case-list-address.js';
import { LedgerCountDocument, type LedgerCountQuery } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { serverNow } from '../../lib/server-time.js';

/**
 * How many cases the list has; null until it is known. A search by phone is not counted apart: its rows are few, and each
 * question of it leaves a trace. @param readings how often the reader asked for the list: counted again each time
 */
export function useLedgerCount(choice: CaseListChoice, readings: number): LedgerCountQuery['casesCount'] | null {
  const [count, setCount] = useState<LedgerCountQuery['casesCount'] | null>(null);
  // The order changes nothing.
  const wanted = choice.phoneLast4 ? null : writeCaseList({ ...choice, sort: everything.sort }).toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reading of the list counts again
  useEffect(() => {
    setCount(null);
    if (wanted === null) return;
    let stale = false;
    const filter = filterOfCaseList(readCaseList(new URLSearchParams(wanted)), serverNow());
    void plainClient
      .query(LedgerCountDocument, { filter })
      .toPromise()
      .then(({ data }) => !stale && setCount(data?.casesCount ?? null));
    return () => {
      stale = true;
    };
  }, [wanted, readings]);
  return count;
}
