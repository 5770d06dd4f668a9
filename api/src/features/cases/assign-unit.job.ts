import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { OrganisationQueries } from '../organisation/organisation.public.js';
import { AssignmentRepository } from './assignment.repository.js';
import { CaseRepository } from './case.repository.js';
import { contactDutyOf } from './contact-duty.js';

const definition = defineJob({
  type: 'assign-unit',
  input: z.object({
    caseId: z.uuid(),
    leadUnit: z.string().min(1),
    dispatchMode: z.string().nullish(),
    dispatchRule: z.object({ legalBasis: z.string().nullish() }).nullish(),
  }),
  output: z.object({ leadUnit: z.string(), assignmentId: z.uuid(), acknowledged: z.literal('NO') }),
  fetchVariables: ['caseId', 'leadUnit', 'dispatchMode', 'dispatchRule'],
});

type Input = z.infer<typeof definition.input>;
type Output = z.infer<typeof definition.output>;

/**
 * Gives the case to its lead unit. Periods in hours and days run from the citizen's contact, not from signing
 * (domain.md section 8: the receipt clock runs from the citizen's call).
 */
@Injectable()
export class AssignUnitJob extends JobHandler<Input, Output> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
    private readonly organisation: OrganisationQueries,
    private readonly clocks: ClockLedger,
  ) {
    super();
  }

  handle({ caseId, leadUnit, dispatchRule }: Input): Promise<Output> {
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      const live = await this.assignments.liveLead(sql, caseId);
      if (live) return { leadUnit: live.unitCode, assignmentId: live.id, acknowledged: 'NO' };
      const unit = await this.organisation.unitByCode(sql, leadUnit);
      if (!unit) throw new Error(`unit ${leadUnit} of the dispatch decision is not known`);
      if (!unit.canLead) throw new Error(`unit ${leadUnit} may not lead (Beijing 条例 article 17)`);
      const at = this.clock.now();
      const manual = await sql`
        /* wasDispatchedByHand */
        select from tasks
        where case_id = ${caseId} and kind = 'dispatch' and state in ('COMPLETING', 'COMPLETED')
        limit 1`;
      const mode = manual.length > 0 ? 'MANUAL' : 'DIRECT';
      const legalBasis = mode === 'DIRECT' ? (dispatchRule?.legalBasis ?? '') : '';
      const assignmentId = await this.assignments.insertLead(sql, { caseId, unitId: unit.id, mode, legalBasis, at });
      const startedAt = record.receivedAt;
      const { officeClass } = unit;
      const handle = await this.clocks.start(sql, { caseId, kind: 'HANDLE', startedAt, assignmentId, officeClass });
      // Nobody can call whoever left neither name nor phone.
      const contact = await contactDutyOf(sql, caseId);
      if (!contact.done) await this.clocks.start(sql, { caseId, kind: 'FIRST_CONTACT', startedAt, officeClass });
      await this.clocks.start(sql, { caseId, kind: 'REPLY', startedAt, officeClass });
      await this.cases.update(sql, caseId, { lead_unit_id: unit.id });
      await appendEvent(sql, {
        type: 'case.dispatched',
        caseId,
        actor: { kind: 'ENGINE' },
        body: { unit: unit.code, unitName: unit.name, mode, legalBasis, dueAt: handle?.dueAt.toISOString() ?? null },
        at,
      });
      return { leadUnit: unit.code, assignmentId, acknowledged: 'NO' };
    });
  }
}
