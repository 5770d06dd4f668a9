import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';

@Injectable()
export class ResolveAlarm {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Somebody has seen to it; false when nobody has to any more. @throws NotPermitted */
  async execute(id: string, viewer: Viewer): Promise<boolean> {
    demand(viewer, 'resolveAlarm');
    if (!/^[0-9a-f-]{36}$/i.test(id)) return false;
    const resolved = await this.database.sql`
      /* resolveAlarm */
      update ops_alarms
      set resolved_at = ${this.clock.now()}, resolved_by = ${viewer.id}
      where id = ${id} and resolved_at is null
      returning id`;
    return resolved.length > 0;
  }
}
