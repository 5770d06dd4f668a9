import type { Sql } from '../../database/database.js';
import type { TaskRecord, TaskState } from './task.model.js';

/** Tells every open list, at commit. The groups go along, because a task that leaves the lists loses its candidates. */
export async function taskChanged(
  sql: Sql,
  task: Pick<TaskRecord, 'id' | 'caseId' | 'groups'>,
  state: TaskState,
  holderId: string | null,
  actorId: string | null,
): Promise<void> {
  const change = { kind: 'task', taskId: task.id, caseId: task.caseId, state, groups: task.groups, holderId, actorId };
  await sql`select pg_notify('changes', ${JSON.stringify(change)})`;
}
