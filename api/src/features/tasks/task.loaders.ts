import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
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

/**
 * Name of the rule by which the reader may not work on a task; of a whole list in few questions. Not the error itself: an
 * error among the answers of a loader is thrown.
 */
export const refusalLoader = (
  context: RequestContext,
  database: Database,
  access: TaskAccess,
): DataLoader<TaskRow, string | null, string> =>
  loaderOf(context, 'refusals', () => {
    return new DataLoader<TaskRow, string | null, string>(
      async (rows) => {
        const refusals = await access.refusals(database.sql, rows, viewerOf(context));
        return refusals.map((refusal) => refusal?.name ?? null);
      },
      { cacheKeyFn: ({ id }) => id },
    );
  });
