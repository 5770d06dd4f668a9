import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { ClockQueries, ClockRow, ExtensionRow, PauseRow } from './clock.queries.js';

function groupedBy<R>(
  context: RequestContext,
  name: string,
  read: (ids: readonly string[]) => Promise<R[]>,
  keyOf: (row: R) => string,
): DataLoader<string, R[]> {
  return loaderOf(context, name, () => {
    return new DataLoader<string, R[]>(async (ids) => {
      const rows = Map.groupBy(await read(ids), keyOf);
      return ids.map((id) => rows.get(id) ?? []);
    });
  });
}

export const clocksOfCaseLoader = (
  context: RequestContext,
  database: Database,
  clocks: ClockQueries,
): DataLoader<string, ClockRow[]> =>
  groupedBy(
    context,
    'clocksOfCase',
    (ids) => clocks.clocksOfCases(database.sql, ids),
    (row) => row.caseId,
  );

export const pausesOfClockLoader = (
  context: RequestContext,
  database: Database,
  clocks: ClockQueries,
): DataLoader<string, PauseRow[]> =>
  groupedBy(
    context,
    'pausesOfClock',
    (ids) => clocks.pausesOfClocks(database.sql, ids),
    (row) => row.clockId,
  );

export const extensionsOfCaseLoader = (
  context: RequestContext,
  database: Database,
  clocks: ClockQueries,
): DataLoader<string, ExtensionRow[]> =>
  groupedBy(
    context,
    'extensionsOfCase',
    (ids) => clocks.extensionsOfCases(database.sql, ids),
    (row) => row.caseId,
  );

export function extendableLoader(
  context: RequestContext,
  database: Database,
  clocks: ClockQueries,
): DataLoader<string, boolean> {
  return loaderOf(context, 'extendableCases', () => {
    return new DataLoader<string, boolean>(async (ids) => {
      const extendable = await clocks.extendable(database.sql, ids);
      return ids.map((id) => extendable.has(id));
    });
  });
}
