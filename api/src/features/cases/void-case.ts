import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { requiredText } from './act-text.js';
import { AlreadyPending } from './case.errors.js';
import { CaseRepository } from './case.repository.js';
import { ExceptionalAct } from './exceptional-act.js';

@Injectable()
export class VoidCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly act: ExceptionalAct,
  ) {}

  /** 作废: the first of two persons; another one decides (domain.md section 5). @throws CaseEnded, AlreadyPending, NotPermitted, InvalidInput */
  execute(caseId: string, reason: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'voidCase');
    const words = requiredText('reason', reason);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, caseId);
      const id = uuid();
      const at = this.clock.now();
      const inserted = await sql`
        /* insertVoid */
        insert into voids (id, case_id, reason, requested_by, requested_at, state)
        values (${id}, ${caseId}, ${words}, ${viewer.id}, ${at}, 'PENDING')
        on conflict (case_id) where state in ('PENDING', 'APPROVED') do nothing
        returning id`;
      if (inserted.length === 0) throw new AlreadyPending('void', record.number);
      await appendEvent(sql, {
        type: 'case.voidRequested',
        caseId,
        actor: { kind: 'USER', id: viewer.id },
        personal: { reason: words },
        at,
      });
      await this.act.start(sql, {
        caseId,
        message: 'msg.case.voided',
        correlationKey: record.number,
        id,
        variables: { caseNumber: record.number, voidId: id },
      });
    });
  }
}
