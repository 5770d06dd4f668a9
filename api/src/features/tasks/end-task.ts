import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import type { TaskRecord, TaskState } from './task.model.js';
import { TaskRepository } from './task.repository.js';
import { taskChanged } from './task-changed.js';

/** What the engine says of a task's end: confirmed, or gone because the route went another way. */
@Injectable()
export class EndTask {
  constructor(
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
  ) {}

  async completed(sql: Sql, engineId: number, jobKey: string): Promise<void> {
    const task = await this.tasks.findLiveByJob(sql, engineId, jobKey);
    if (task && (task.state === 'COMPLETING' || task.state === 'CLAIMED' || task.state === 'OPEN'))
      await this.end(sql, task, 'COMPLETED');
  }

  async canceled(sql: Sql, engineId: number, jobKey: string): Promise<void> {
    const task = await this.tasks.findLiveByJob(sql, engineId, jobKey);
    if (task && !(await isBeingReseated(sql, engineId, jobKey))) await this.cancel(sql, task);
  }

  /** OPEN and CLAIMED are cancelled; what a person had submitted is REFUSED, and stands with its result, an event and a notice. */
  async cancel(sql: Sql, task: TaskRecord): Promise<void> {
    if (task.state === 'OPEN' || task.state === 'CLAIMED') await this.end(sql, task, 'CANCELED');
    if (task.state === 'COMPLETING') await this.end(sql, task, 'REFUSED');
  }

  private async end(
    sql: Sql,
    task: TaskRecord,
    state: Extract<TaskState, 'COMPLETED' | 'CANCELED' | 'REFUSED'>,
  ): Promise<void> {
    const at = this.clock.now();
    await Promise.all([this.tasks.end(sql, task.id, state, at), taskChanged(sql, task, state, task.holderId, null)]);
    if (state !== 'COMPLETED') {
      await appendEvent(sql, {
        type: state === 'CANCELED' ? 'task.canceled' : 'task.refused',
        caseId: task.caseId,
        taskId: task.id,
        actor: { kind: 'ENGINE' },
        body: { kind: task.kind },
        at,
      });
      const userIds = [task.completedById ?? task.holderId].filter((id): id is string => id !== null);
      await notify(sql, {
        userIds,
        caseId: task.caseId,
        kind: state === 'CANCELED' ? 'task.canceled' : 'task.refused',
        details: { task: task.name, taskId: task.id },
        at,
      });
    }
  }
}

/** Its instance was cancelled to be started again: the task waits for the job that takes the place of this one. */
async function isBeingReseated(sql: Sql, engineId: number, jobKey: string): Promise<boolean> {
  const rows = await sql`
    /* isBeingReseated */
    select
    from tasks t
    join instance_moves m on m.engine_id = t.engine_id and m.instance_key = t.instance_key
    where t.engine_id = ${engineId} and t.job_key = ${jobKey}
      and m.way = 'RESEAT' and m.cancel_sent_at is not null
      and (m.outcome is null or m.outcome in ('MOVED', 'PUT_BACK'))`;
  return rows.length > 0;
}
