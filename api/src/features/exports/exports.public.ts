export { ExportCases } from './export-cases.js';
export { exportRoutes } from './export-routes.js';
