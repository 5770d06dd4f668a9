import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';

@Injectable()
export class UndoReminders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes back one's own batch while nobody has heard of it. @returns false when it is too late @throws NotPermitted */
  async execute(batchId: string, viewer: Viewer): Promise<boolean> {
    demand(viewer, 'remindUnits');
    const at = this.clock.now();
    const undone = await this.database.sql`
      /* undoReminders */
      update reminder_batches
      set undone_at = ${at}
      where id = ${batchId} and by_user = ${viewer.id} and released_at is null and undone_at is null and release_at > ${at}
      returning id`;
    return undone.length > 0;
  }
}
