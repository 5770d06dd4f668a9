import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { CaseRepository } from '../../cases/cases.public.js';
import { demandNothingPending } from './demand-nothing-pending.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const ATTEMPTS = 3;

const fields = z.object({
  reached: z.enum(['YES', 'NO']),
  attempts: z.coerce.number().int().min(1).max(ATTEMPTS),
  contactConfirmed: z.enum(['YES', 'NO']).nullish(),
  solved: z.enum(['YES', 'PARTLY', 'NO']).nullish(),
  rating: z.coerce.number().int().min(1).max(5).nullish(),
  opinion: z.string().nullish(),
});

/** 回访, by somebody of the centre who neither handled nor reviewed. Silence is never counted as praise (domain.md section 2.3). */
@Injectable()
export class FollowUp extends PlatformTask {
  readonly kind = 'followUp';

  constructor(private readonly cases: CaseRepository) {
    super();
  }

  async complete({ sql, record, result, viewer, at }: Completion): Promise<Variables> {
    const asked = readFields(fields, result);
    const reached = asked.reached === 'YES';
    if (reached && !asked.solved) throw new InvalidInput('Ask whether the matter is solved.', { solved: 'required' });
    if (!reached && asked.attempts < ATTEMPTS) {
      throw new InvalidInput('Not reached counts only after three attempts.', { attempts: 'threeAttempts' });
    }
    await demandNothingPending(sql, record.id);
    await sql`
      /* insertFollowUp */
      insert into follow_ups (id, case_id, round, reached, attempts, contact_confirmed, solved, rating, opinion, by_user, at)
      values (${uuid()}, ${record.id}, (select count(*) + 1 from follow_ups where case_id = ${record.id}), ${reached}, ${asked.attempts},
        ${asked.contactConfirmed ? asked.contactConfirmed === 'YES' : null}, ${reached ? (asked.solved ?? null) : null},
        ${reached ? (asked.rating ?? null) : null}, ${asked.opinion ?? ''}, ${viewer.id}, ${at})`;
    await this.cases.update(sql, record.id, {
      rating: reached ? (asked.rating ?? null) : null,
      solved: reached ? (asked.solved ?? null) : null,
    });
    // 0 = not rated: a decision row needs a number, and a missing one must not look like an old round's.
    return { rating: reached ? (asked.rating ?? 0) : 0, solved: reached ? (asked.solved ?? '') : '' };
  }
}
