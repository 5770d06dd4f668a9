import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { requiredText } from '../cases/cases.public.js';
import { ClockLedger, isLive } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { ClockForAct } from './clock-for-act.js';
import { freeTasksOfClock } from './free-tasks-of-clock.js';
import { ClockNotRunning } from './time-limit.errors.js';

@Injectable()
export class StopClock {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly acts: ClockForAct,
    private readonly ledger: ClockLedger,
  ) {}

  /** Ends a limit early, with a reason that stays on record. @throws NotPermitted, InvalidInput, ClockNotFound, ClockNotRunning, CaseEnded */
  execute(clockId: string, reason: string, viewer: Viewer): Promise<string> {
    demand(viewer, 'stopClock');
    const words = requiredText('reason', reason);
    return this.database.inTransaction(async (sql) => {
      const { record, clock } = await this.acts.get(sql, clockId, viewer);
      if (!isLive(clock)) throw new ClockNotRunning(clock.kind, clock.state);
      const at = this.clock.now();
      await this.ledger.end(sql, record.id, [clock.kind], 'STOPPED', at, clock.subjectId);
      await freeTasksOfClock(sql, clockId);
      await appendEvent(sql, {
        type: 'clock.stopped',
        caseId: record.id,
        actor: { kind: 'USER', id: viewer.id },
        body: { clock: clock.kind, clockId, oldDueAt: clock.dueAt.toISOString() },
        personal: { reason: words },
        at,
      });
      return record.id;
    });
  }
}
