import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { AreaRow, OrganisationQueries, UnitRow } from './organisation.queries.js';

export function unitLoader(
  context: RequestContext,
  database: Database,
  organisation: OrganisationQueries,
): DataLoader<string, UnitRow | null> {
  return loaderOf(context, 'units', () => {
    return new DataLoader<string, UnitRow | null>(async (ids) => {
      const byId = new Map((await organisation.unitsById(database.sql, ids)).map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  });
}

export function areaLoader(
  context: RequestContext,
  database: Database,
  organisation: OrganisationQueries,
): DataLoader<string, AreaRow | null> {
  return loaderOf(context, 'areas', () => {
    return new DataLoader<string, AreaRow | null>(async (codes) => {
      const byCode = new Map((await organisation.areasByCode(database.sql, codes)).map((row) => [row.code, row]));
      return codes.map((code) => byCode.get(code) ?? null);
    });
  });
}
