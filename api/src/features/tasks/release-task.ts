import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { demandHeld } from './task.model.js';
import { TaskRepository } from './task.repository.js';
import { TaskAccess } from './task-access.js';
import { taskChanged } from './task-changed.js';

@Injectable()
export class ReleaseTask {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
    private readonly access: TaskAccess,
  ) {}

  /** Back to the group; the draft stays for whoever comes next. @throws TaskNotHeld, TaskAlreadyDone, TaskCanceled */
  execute(taskId: string, viewer: Viewer): Promise<void> {
    return this.database.inTransaction(async (sql) => {
      await this.access.demandVisible(sql, taskId, viewer);
      const task = await this.tasks.get(sql, taskId);
      demandHeld(task, viewer.id);
      await this.tasks.release(sql, taskId);
      await appendEvent(sql, {
        type: 'task.released',
        caseId: task.caseId,
        taskId,
        actor: { kind: 'USER', id: viewer.id },
        body: { kind: task.kind },
        at: this.clock.now(),
      });
      await taskChanged(sql, task, 'OPEN', null, viewer.id);
    });
  }
}
