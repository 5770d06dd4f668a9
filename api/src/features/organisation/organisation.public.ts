export { areaLoader, areaOf, unitLoader, unitOf } from './organisation.loaders.js';
export { type AreaRow, OrganisationQueries, type UnitRow } from './organisation.queries.js';
