import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { ClockQueries, ClockRow } from './clock.queries.js';

export function clocksOfCaseLoader(
  context: RequestContext,
  database: Database,
  clocks: ClockQueries,
): DataLoader<string, ClockRow[]> {
  return loaderOf(context, 'clocksOfCase', () => {
    return new DataLoader<string, ClockRow[]>(async (caseIds) => {
      const rows = Map.groupBy(await clocks.clocksOfCases(database.sql, caseIds), (row) => row.caseId);
      return caseIds.map((id) => rows.get(id) ?? []);
    });
  });
}
