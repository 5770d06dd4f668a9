import type DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { groupedLoader } from '../../graphql/grouped-loader.js';
import type { RequestContext } from '../../graphql/request-context.js';
import type { TaskQueries, TaskRow } from './task.queries.js';

export const tasksOfCaseLoader = (
  context: RequestContext,
  database: Database,
  tasks: TaskQueries,
): DataLoader<string, TaskRow[]> =>
  groupedLoader(
    context,
    'tasksOfCase',
    (ids) => tasks.ofCases(database.sql, ids),
    (row) => row.caseId,
  );
