import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import type { FieldOfRow } from '../../graphql/field-of-row.js';
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

/** A unit for a row of a list: at once where it is kept. */
export const unitOf = (
  context: RequestContext,
  database: Database,
  organisation: OrganisationQueries,
  id: string,
): FieldOfRow<UnitRow | null> => organisation.unitNow(id) ?? unitLoader(context, database, organisation).load(id);

/** The same of an area, by code. */
export const areaOf = (
  context: RequestContext,
  database: Database,
  organisation: OrganisationQueries,
  code: string,
): FieldOfRow<AreaRow | null> => organisation.areaNow(code) ?? areaLoader(context, database, organisation).load(code);
