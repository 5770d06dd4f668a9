import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Sql } from '../../../database/database.js';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import {
  AssignmentRepository,
  ATTEMPTS_NEEDED,
  type CaseRecord,
  CaseRepository,
  contactDutyOf,
  countedAttempts,
  MINUTES_BETWEEN_ATTEMPTS,
} from '../../cases/cases.public.js';
import { FirstContactMissing } from '../task.errors.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const fields = z.object({
  measures: z.string().min(1),
  closeType: z.enum(['SOLVED', 'PARTLY_SOLVED', 'EXPLAINED']),
  reasonableness: z
    .enum(['REASONABLE', 'REASONABLE_NOT_FEASIBLE_NOW', 'BEYOND_DUTY', 'NO_LEGAL_BASIS', 'MALICIOUS'])
    .nullish(),
  legalBasis: z.string().nullish(),
});

/**
 * 办理. Close standard (domain.md section 2.5): the citizen was reached, or tried often enough (who is anonymous without a
 * number cannot be), and what is only explained names its legal basis.
 */
@Injectable()
export class Handle extends PlatformTask {
  readonly kind = 'handle';

  constructor(
    private readonly cases: CaseRepository,
    private readonly assignments: AssignmentRepository,
  ) {
    super();
  }

  async complete({ sql, record, result, at }: Completion): Promise<Variables> {
    const handled = readFields(fields, result);
    if (handled.closeType === 'EXPLAINED' && !handled.legalBasis)
      throw new InvalidInput('Name the legal basis.', { legalBasis: 'required' });
    const assignment = await this.assignments.liveLead(sql, record.id);
    await this.demandContact(sql, record);
    if (assignment) await this.assignments.setStatus(sql, assignment.id, 'WORKING', at);
    await this.cases.update(sql, record.id, {
      close_type: handled.closeType,
      reasonableness: handled.reasonableness ?? null,
      legal_basis: handled.legalBasis ?? null,
    });
    return { legalBasisGiven: handled.legalBasis ? 'YES' : 'NO' };
  }

  private async demandContact(sql: Sql, record: CaseRecord): Promise<void> {
    const { contacts, done } = await contactDutyOf(sql, record.id);
    if (!done) throw new FirstContactMissing(countedAttempts(contacts), ATTEMPTS_NEEDED, MINUTES_BETWEEN_ATTEMPTS);
  }
}
