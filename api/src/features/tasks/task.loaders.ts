import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { TaskQueries, TaskRow } from './task.queries.js';

export function tasksOfCaseLoader(
  context: RequestContext,
  database: Database,
  tasks: TaskQueries,
): DataLoader<string, TaskRow[]> {
  return loaderOf(context, 'tasksOfCase', () => {
    return new DataLoader<string, TaskRow[]>(async (caseIds) => {
      const rows = Map.groupBy(await tasks.ofCases(database.sql, caseIds), (row) => row.caseId);
      return caseIds.map((id) => rows.get(id) ?? []);
    });
  });
}
