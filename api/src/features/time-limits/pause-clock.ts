import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { peopleOfCase, requiredText } from '../cases/cases.public.js';
import { ClockPauses, PAUSABLE_KINDS, type PauseReason } from '../clocks/clocks.public.js';
import { notify } from '../notifications/notifications.public.js';
import { ClockForAct } from './clock-for-act.js';
import { ClockNotRunning } from './time-limit.errors.js';

export interface PauseInput {
  clockId: string;
  reason: PauseReason;
  proof: string;
  endsWhen: string;
  until?: Date | null;
}

@Injectable()
export class PauseClock {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly acts: ClockForAct,
    private readonly pauses: ClockPauses,
  ) {}

  /**
   * 停表: a promise to the citizen stands still for a lawful reason, with proof and a named end (domain.md section 2.6
   * point 5). @throws NotPermitted, InvalidInput, ClockNotFound, ClockNotRunning, NotYourUnitsCase, CaseEnded
   */
  execute(input: PauseInput, viewer: Viewer): Promise<string> {
    demand(viewer, 'pauseClock');
    const proof = requiredText('proof', input.proof);
    const endsWhen = requiredText('endsWhen', input.endsWhen);
    const at = this.clock.now();
    const until = input.until ?? null;
    if (until && until <= at) throw new InvalidInput('A pause ends after now.', { until: 'outOfRange' });
    return this.database.inTransaction(async (sql) => {
      const { record, clock } = await this.acts.get(sql, input.clockId, viewer);
      if (clock.state !== 'RUNNING') throw new ClockNotRunning(clock.kind, clock.state);
      if (!PAUSABLE_KINDS.includes(clock.kind))
        throw new InvalidInput('Only promises to the citizen can stand still, not the limits of our own steps.', {
          clockId: 'notPausable',
        });
      await this.pauses.pause(sql, clock, { reason: input.reason, proof, endsWhen, until }, { id: viewer.id, at });
      await notify(sql, {
        userIds: await peopleOfCase(sql, record.id),
        caseId: record.id,
        kind: 'clock.paused',
        details: { clock: clock.kind, reason: input.reason },
        at,
      });
      return record.id;
    });
  }
}
