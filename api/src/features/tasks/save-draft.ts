import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { TaskNotHeld } from './task.errors.js';
import { TaskRepository } from './task.repository.js';
import { TaskAccess } from './task-access.js';

const LARGEST_DRAFT = 200_000;

@Injectable()
export class SaveDraft {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
    private readonly access: TaskAccess,
  ) {}

  /** Kept even when the task was cancelled meanwhile: nothing a holder wrote is lost. @throws TaskNotHeld, InvalidInput */
  execute(taskId: string, draft: unknown, viewer: Viewer): Promise<void> {
    if (JSON.stringify(draft).length > LARGEST_DRAFT)
      throw new InvalidInput('The draft is too large.', { draft: 'tooLong' });
    return this.database.inTransaction(async (sql) => {
      await this.access.demandVisible(sql, taskId, viewer);
      const task = await this.tasks.get(sql, taskId);
      if (task.holderId !== viewer.id) throw new TaskNotHeld(taskId);
      await this.tasks.saveDraft(sql, taskId, draft, this.clock.now());
    });
  }
}
