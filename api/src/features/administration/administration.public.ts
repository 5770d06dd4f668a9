export { importRoutes } from './import/import-routes.js';
export { ImportTable } from './import/import-table.js';
