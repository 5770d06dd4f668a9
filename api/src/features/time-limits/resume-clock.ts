import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { peopleOfCase, plainText } from '../cases/cases.public.js';
import { ClockPauses } from '../clocks/clocks.public.js';
import { notify } from '../notifications/notifications.public.js';
import { ClockForAct } from './clock-for-act.js';
import { ClockNotPaused } from './time-limit.errors.js';

@Injectable()
export class ResumeClock {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly acts: ClockForAct,
    private readonly pauses: ClockPauses,
  ) {}

  /** 恢复计时: what the clock waited for has come. @throws NotPermitted, ClockNotFound, ClockNotPaused, NotYourUnitsCase, CaseEnded */
  execute(clockId: string, note: string | null, viewer: Viewer): Promise<string> {
    demand(viewer, 'resumeClock');
    const words = plainText(note).slice(0, 2000);
    return this.database.inTransaction(async (sql) => {
      const { record, clock } = await this.acts.get(sql, clockId, viewer);
      if (clock.state !== 'PAUSED') throw new ClockNotPaused(clock.kind, clock.state);
      const at = this.clock.now();
      const resumed = await this.pauses.resume(sql, clock, { actor: { kind: 'USER', id: viewer.id }, at, note: words });
      await notify(sql, {
        userIds: await peopleOfCase(sql, record.id),
        caseId: record.id,
        kind: 'clock.resumed',
        details: { clock: clock.kind, dueAt: resumed.dueAt.toISOString() },
        at,
      });
      return record.id;
    });
  }
}
