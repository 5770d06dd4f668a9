import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { requiredText } from './act-text.js';
import { AssignmentRepository, isReplied } from './assignment.repository.js';
import { FinalReplySent, NoLiveAssignment } from './case.errors.js';
import { CaseRepository } from './case.repository.js';
import { takeDuty } from './case-duties.js';

/** As long as the final reply may be. */
const LONGEST = 4000;

@Injectable()
export class SendInterimReply {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
    private readonly clocks: ClockLedger,
  ) {}

  /**
   * 阶段答复: a first substantive answer of the handling unit, on the citizen's progress page at once. The first one meets
   * the REPLY clock, also one that stands still; several may follow one another until the final reply is out.
   * @throws CaseEnded, NoLiveAssignment, FinalReplySent, DutiesSeparated, InvalidInput
   */
  execute(caseId: string, words: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'sendInterimReply');
    const text = requiredText('text', words, LONGEST);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, caseId);
      const assignment = await this.assignments.liveLead(sql, record.id);
      if (!assignment || assignment.unitId !== viewer.unitId) throw new NoLiveAssignment(record.number);
      if (isReplied(assignment)) throw new FinalReplySent(record.number);
      await takeDuty(sql, record.id, viewer.id, 'HANDLING');
      const at = this.clock.now();
      await sql`
        /* sendInterimReply */
        insert into citizen_messages (id, case_id, kind, text, channel, created_at, sent_at, assignment_id, sent_by)
        values (${uuid()}, ${record.id}, 'INTERIM_REPLY', ${text}, 'PAGE', ${at}, ${at}, ${assignment.id}, ${viewer.id})`;
      await this.clocks.end(sql, record.id, ['REPLY'], 'MET', at);
      await appendEvent(sql, {
        type: 'case.interimReplied',
        caseId: record.id,
        actor: { kind: 'USER', id: viewer.id },
        body: { unit: assignment.unitCode },
        personal: { text },
        at,
      });
    });
  }
}
