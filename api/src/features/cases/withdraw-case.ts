import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { requiredText } from './act-text.js';
import { AlreadyPending } from './case.errors.js';
import { CaseRepository } from './case.repository.js';
import { type CaseActor, eventActor, userIdOf } from './case-actor.js';
import { ExceptionalAct } from './exceptional-act.js';
import { peopleOfCase } from './people-of-case.js';

@Injectable()
export class WithdrawCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly act: ExceptionalAct,
  ) {}

  /** 撤诉: asks; a quality checker decides whether it is voluntary and harmless. @throws CaseEnded, AlreadyPending, InvalidInput */
  execute(caseId: string, reason: string, actor: CaseActor): Promise<void> {
    if (actor.kind === 'USER') demand(actor.viewer, 'withdrawCase');
    const words = requiredText('reason', reason);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, caseId);
      const id = uuid();
      const at = this.clock.now();
      const inserted = await sql`
        /* insertWithdrawal */
        insert into withdrawals (id, case_id, reason, requested_by, requested_at, state)
        values (${id}, ${caseId}, ${words}, ${userIdOf(actor)}, ${at}, 'PENDING')
        on conflict (case_id) where state in ('PENDING', 'ACCEPTED') do nothing
        returning id`;
      if (inserted.length === 0) throw new AlreadyPending('withdrawal', record.number);
      await appendEvent(sql, {
        type: 'case.withdrawalRequested',
        caseId,
        actor: eventActor(actor),
        personal: { reason: words },
        at,
      });
      await this.act.start(sql, {
        caseId,
        message: 'msg.case.withdrawn',
        correlationKey: record.number,
        id,
        variables: { caseNumber: record.number, withdrawalId: id },
      });
      await notify(sql, { userIds: await peopleOfCase(sql, caseId), caseId, kind: 'case.withdrawalRequested', at });
    });
  }
}
