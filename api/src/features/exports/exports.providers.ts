import { ExportQueries } from './export.queries.js';
import { ExportRepository } from './export.repository.js';
import { ExportCases } from './export-cases.js';

export const exportsProviders = [ExportCases, ExportQueries, ExportRepository];
