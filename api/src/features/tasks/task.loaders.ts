import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import type { AppError } from '../../errors/app-error.js';
import { groupedLoader } from '../../graphql/grouped-loader.js';
import { loaderOf, type RequestContext, viewerOf } from '../../graphql/request-context.js';
import type { TaskQueries, TaskRow } from './task.queries.js';
import type { TaskAccess } from './task-access.js';

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

/** Why the reader may not work on a task; of a whole list in few questions. */
export const refusalLoader = (
  context: RequestContext,
  database: Database,
  access: TaskAccess,
): DataLoader<TaskRow, AppError | null, string> =>
  loaderOf(context, 'refusals', () => {
    return new DataLoader<TaskRow, AppError | null, string>(
      (rows) => access.refusals(database.sql, rows, viewerOf(context)),
      { cacheKeyFn: ({ id }) => id },
    );
  });
