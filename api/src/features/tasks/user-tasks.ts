import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { type MigratedJob, type UserTaskJob, UserTaskListener } from '../../process-engine/user-task-listener.js';
import { EndTask } from './end-task.js';
import { MoveTask } from './move-task.js';
import { OpenTask } from './open-task.js';

/** The one door for both roads from the engine: job stream and records. */
@Injectable()
export class UserTasks extends UserTaskListener {
  constructor(
    private readonly open: OpenTask,
    private readonly end: EndTask,
    private readonly move: MoveTask,
  ) {
    super();
  }

  opened(sql: Sql, job: UserTaskJob): Promise<void> {
    return this.open.execute(sql, job);
  }

  completed(sql: Sql, engineId: number, jobKey: string): Promise<void> {
    return this.end.completed(sql, engineId, jobKey);
  }

  canceled(sql: Sql, engineId: number, jobKey: string): Promise<void> {
    return this.end.canceled(sql, engineId, jobKey);
  }

  migrated(sql: Sql, job: MigratedJob): Promise<void> {
    return this.move.inPlace(sql, job);
  }
}
