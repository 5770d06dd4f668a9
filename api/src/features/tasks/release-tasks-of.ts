import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { TaskRepository } from './task.repository.js';
import { taskChanged } from './task-changed.js';

@Injectable()
export class ReleaseTasksOf {
  constructor(
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
  ) {}

  /**
   * What a person holds goes back to its groups because the person left or has other duties now; drafts stay with their
   * tasks, and the leaders of each task's unit hear of it. What is being taken over by the engine is theirs to the end.
   * @param person.groups groups whose tasks the person keeps; none when they leave
   * @returns how many tasks went back
   */
  async execute(sql: Sql, person: { id: string; groups: string[] }, actorId: string): Promise<number> {
    const held = await sql<{ id: string }[]>`
      /* tasksHeldBy */
      select t.id
      from tasks t
      where t.holder_id = ${person.id} and t.state = 'CLAIMED'
        and not exists (
          select from task_candidates k
          where k.task_id = t.id and k.group_name = any(${person.groups}))
      order by t.case_id, t.id`;
    let released = 0;
    for (const { id } of held) {
      const task = await this.tasks.get(sql, id);
      // Completed or taken back between the two looks.
      if (task.state !== 'CLAIMED' || task.holderId !== person.id) continue;
      const at = this.clock.now();
      await this.tasks.release(sql, id);
      await appendEvent(sql, {
        type: 'task.released',
        caseId: task.caseId,
        taskId: id,
        actor: { kind: 'USER', id: actorId },
        body: { kind: task.kind, from: person.id, because: 'holderLeft' },
        at,
      });
      const userIds = await leadersOf(sql, id);
      await notify(sql, { userIds, caseId: task.caseId, kind: 'task.holderLeft', details: { taskId: id }, at });
      await taskChanged(sql, task, 'OPEN', null, actorId);
      released += 1;
    }
    return released;
  }
}

/** Active leaders of the unit a task is with. */
async function leadersOf(sql: Sql, taskId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    /* leadersOfTask */
    select u.id
    from tasks t
    join users u on u.unit_id = t.unit_id and u.active
    join roles_of_users r on r.user_id = u.id and r.role = 'UL'
    where t.id = ${taskId}`;
  return rows.map(({ id }) => id);
}
