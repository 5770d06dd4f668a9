export { areaLoader, areaOf, unitLoader, unitOf } from './organisation.loaders.js';
export { type AreaRow, areaPath, areasNear, OrganisationQueries, type UnitRow } from './organisation.queries.js';
