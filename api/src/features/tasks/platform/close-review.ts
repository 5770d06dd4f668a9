import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { demandNothingPending } from './demand-nothing-pending.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const fields = z.object({ reviewOutcome: z.enum(['APPROVED', 'REJECTED']), comment: z.string().nullish() });

/** 办结审核: evidence, reply and close type, by somebody who did not handle the case. */
@Injectable()
export class CloseReview extends PlatformTask {
  readonly kind = 'closeReview';

  async complete({ sql, record, result }: Completion): Promise<Variables> {
    const { reviewOutcome, comment } = readFields(fields, result);
    if (reviewOutcome === 'REJECTED' && !comment)
      throw new InvalidInput('Say why the case goes back.', { comment: 'required' });
    if (reviewOutcome === 'APPROVED') await demandNothingPending(sql, record.id);
    return {};
  }
}
