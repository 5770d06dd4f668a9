import type { Sql } from '../../database/database.js';

/** Tasks that a limit ended for before they were done have none any more. */
export async function freeTasksOfClock(sql: Sql, clockId: string): Promise<void> {
  await sql`
    /* freeTasksOfClock */
    with freed as (
      update tasks
      set due_at = 'infinity', yellow_at = null, paused_at = null, version = version + 1
      where clock_id = ${clockId} and state in ('OPEN', 'CLAIMED', 'COMPLETING')
      returning id
    )
    update task_candidates
    set due_at = 'infinity'
    where task_id in (select id from freed)`;
}
