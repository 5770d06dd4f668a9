import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { demandFree } from './task.model.js';
import { TaskRepository } from './task.repository.js';
import { TaskAccess } from './task-access.js';
import { taskChanged } from './task-changed.js';

@Injectable()
export class ClaimTask {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
    private readonly access: TaskAccess,
  ) {}

  /** Two at once: exactly one wins, the other is told who. @throws TaskNotFound, TaskAlreadyClaimed, TaskAlreadyDone, TaskCanceled, DutiesSeparated … */
  execute(taskId: string, viewer: Viewer): Promise<void> {
    return this.database.inTransaction(async (sql) => {
      await this.access.demandVisible(sql, taskId, viewer);
      const task = await this.tasks.get(sql, taskId);
      demandFree(task, viewer.id);
      if (task.state === 'CLAIMED') return;
      await this.access.demandWorker(sql, task, viewer);
      const at = this.clock.now();
      const claimed = this.tasks.claim(sql, taskId, viewer.id, at);
      const told = appendEvent(sql, {
        type: 'task.claimed',
        caseId: task.caseId,
        taskId,
        actor: { kind: 'USER', id: viewer.id },
        body: { kind: task.kind },
        at,
      });
      await Promise.all([claimed, told, taskChanged(sql, task, 'CLAIMED', viewer.id, viewer.id)]);
    });
  }
}
