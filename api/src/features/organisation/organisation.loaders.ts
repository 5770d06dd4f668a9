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
    return new DataLoader<string, UnitRow | null>((ids) => organisation.keptUnits(database.sql, ids));
  });
}

export function areaLoader(
  context: RequestContext,
  database: Database,
  organisation: OrganisationQueries,
): DataLoader<string, AreaRow | null> {
  return loaderOf(context, 'areas', () => {
    return new DataLoader<string, AreaRow | null>((codes) => organisation.keptAreas(database.sql, codes));
  });
}
