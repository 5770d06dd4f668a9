import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { groupedLoader } from '../../graphql/grouped-loader.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { ClockQueries, ClockRow, ExtensionRow, PauseRow } from './clock.queries.js';

export function clockLoader(
  context: RequestContext,
  database: Database,
  clocks: ClockQueries,
): DataLoader<string, ClockRow | null> {
  return loaderOf(context, 'clocks', () => {
    return new DataLoader<string, ClockRow | null>(async (ids) => {
      const byId = new Map((await clocks.byIds(database.sql, ids)).map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  });
}

export const clocksOfCaseLoader = (
  context: RequestContext,
  database: Database,
  clocks: ClockQueries,
): DataLoader<string, ClockRow[]> =>
  groupedLoader(
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
  groupedLoader(
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
  groupedLoader(
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
