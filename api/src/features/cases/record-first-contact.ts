import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { plainText, requiredText } from './act-text.js';
import { AssignmentRepository } from './assignment.repository.js';
import { NoLiveAssignment } from './case.errors.js';
import { CaseRepository } from './case.repository.js';
import { takeDuty } from './case-duties.js';
import { contactDutyOf } from './contact-duty.js';

export interface FirstContactInput {
  caseId: string;
  way: 'PHONE' | 'VISIT' | 'SMS' | 'ONLINE';
  outcome: 'REACHED' | 'NOT_REACHED';
  proof: string;
  note?: string | null;
  contactedAt?: Date | null;
}

@Injectable()
export class RecordFirstContact {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
    private readonly clocks: ClockLedger,
  ) {}

  /**
   * 主动联系: an act of the handling unit with its proof; reaching the citizen meets the FIRST_CONTACT clock
   * (Beijing 条例 article 15), and so does the last of the attempts that stand for it. @throws CaseEnded, NoLiveAssignment, DutiesSeparated, InvalidInput
   */
  execute(input: FirstContactInput, viewer: Viewer): Promise<void> {
    demand(viewer, 'recordFirstContact');
    const proof = requiredText('proof', input.proof);
    const note = plainText(input.note).slice(0, 2000);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.getOpen(sql, input.caseId);
      const assignment = await this.assignments.liveLead(sql, record.id);
      if (!assignment || assignment.unitId !== viewer.unitId) throw new NoLiveAssignment(record.number);
      await takeDuty(sql, record.id, viewer.id, 'HANDLING');
      const at = this.clock.now();
      const contactedAt = input.contactedAt ?? at;
      if (contactedAt > at || contactedAt < record.receivedAt) {
        throw new InvalidInput('The contact lies between the receipt of the case and now.', {
          contactedAt: 'outOfRange',
        });
      }
      await sql`
        /* insertFirstContact */
        insert into first_contacts (id, case_id, assignment_id, way, outcome, proof, note, contacted_at, contacted_by)
        values (${uuid()}, ${record.id}, ${assignment.id}, ${input.way}, ${input.outcome}, ${proof}, ${note}, ${contactedAt}, ${viewer.id})`;
      if (input.outcome === 'REACHED') await this.assignments.markContacted(sql, assignment.id, contactedAt, viewer.id);
      const { done } = await contactDutyOf(sql, record.id);
      if (done) await this.clocks.end(sql, record.id, ['FIRST_CONTACT'], 'MET', contactedAt);
      await appendEvent(sql, {
        type: 'case.contacted',
        caseId: record.id,
        actor: { kind: 'USER', id: viewer.id },
        body: { way: input.way, outcome: input.outcome, contactedAt: contactedAt.toISOString(), unit: viewer.unitCode },
        personal: { proof, note },
        at,
      });
    });
  }
}
