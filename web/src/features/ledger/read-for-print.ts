import type { CombinedError, OperationResult } from 'urql';
import { type CaseListChoice, filterOfCaseList } from '../../../../common/src/case-list/case-list-address.js';
import { LedgerPageDocument, type LedgerPageQuery, type LedgerRowFragment } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { serverNow } from '../../lib/server-time.js';

/** More belongs into a file. */
export const PRINTED_ROWS = 500;
/** The API gives no more at once. */
const PAGE = 200;

type Printed = { rows: LedgerRowFragment[]; hasMore: boolean } | { error: CombinedError };

/** The first rows of a list, in its order. */
export async function readForPrint(choice: CaseListChoice): Promise<Printed> {
  const rows: LedgerRowFragment[] = [];
  const filter = filterOfCaseList(choice, serverNow());
  let after: string | null = null;
  for (;;) {
    const first = Math.min(PAGE, PRINTED_ROWS - rows.length);
    const answer: OperationResult<LedgerPageQuery> = await plainClient
      .query(LedgerPageDocument, { filter, sort: choice.sort, first, after })
      .toPromise();
    if (!answer.data) return { error: answer.error as CombinedError };
    const { nodes, pageInfo } = answer.data.cases;
    rows.push(...nodes);
    const { hasNextPage, endCursor } = pageInfo;
    if (!hasNextPage || rows.length >= PRINTED_ROWS) return { rows, hasMore: hasNextPage };
    after = endCursor;
  }
}
