import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { requiredText } from './act-text.js';
import { CaseRepository } from './case.repository.js';
import { CaseListener } from './case-listener.js';
import { ExceptionalAct } from './exceptional-act.js';
import { peopleOfCase } from './people-of-case.js';

@Injectable()
export class InstructCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly act: ExceptionalAct,
    private readonly listener: CaseListener,
  ) {}

  /**
   * 批示: a leader's instruction becomes a supervisor's task; several may stand side by side.
   * @param openL4 it is also followed up as a leader's supervision order
   * @throws CaseEnded, NotPermitted, InvalidInput
   */
  execute(caseId: string, text: string, viewer: Viewer, { openL4 = false } = {}): Promise<void> {
    demand(viewer, 'instructCase');
    const words = requiredText('text', text);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, caseId);
      const id = uuid();
      const at = this.clock.now();
      await sql`
        /* insertInstruction */
        insert into instructions (id, case_id, text, by_user, at, state)
        values (${id}, ${caseId}, ${words}, ${viewer.id}, ${at}, 'PENDING')`;
      await appendEvent(sql, {
        type: 'case.instructed',
        caseId,
        actor: { kind: 'USER', id: viewer.id },
        personal: { text: words },
        at,
      });
      await this.act.start(sql, {
        caseId,
        message: 'msg.case.instructed',
        correlationKey: id,
        id,
        variables: { caseNumber: record.number, instructionId: id, subjectId: id },
      });
      await notify(sql, { userIds: await peopleOfCase(sql, caseId), caseId, kind: 'case.instructed', at });
      if (!openL4) return;
      const orderId = await this.listener.instructed(sql, record, words, viewer.id, at);
      await sql`
        /* orderOfInstruction */
        update instructions
        set order_id = ${orderId}
        where id = ${id}`;
    });
  }
}
