import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { CaseQueries, CaseRow } from './case.queries.js';
import type { RequesterQueries, RequesterRow } from './requester.queries.js';

export function caseLoader(
  context: RequestContext,
  database: Database,
  cases: CaseQueries,
): DataLoader<string, CaseRow | null> {
  return loaderOf(context, 'cases', () => {
    return new DataLoader<string, CaseRow | null>(async (ids) => {
      const byId = new Map((await cases.byIds(database.sql, ids)).map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  });
}

export function requesterLoader(
  context: RequestContext,
  database: Database,
  requesters: RequesterQueries,
): DataLoader<string, RequesterRow | null> {
  return loaderOf(context, 'requesters', () => {
    return new DataLoader<string, RequesterRow | null>(async (ids) => {
      const byId = new Map((await requesters.byIds(database.sql, ids)).map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  });
}
