import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Variables } from '../../../process-engine/process-engine.js';
import { demandNothingPending } from './demand-nothing-pending.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const first = z.object({ firstAgreed: z.enum(['YES', 'NO']) });
const second = z.object({ secondAgreed: z.enum(['YES', 'NO']) });

/** 解释办结初审: the first of two persons. */
@Injectable()
export class ExplainCloseFirst extends PlatformTask {
  readonly kind = 'explainCloseFirst';

  async complete({ sql, record, result, viewer }: Completion): Promise<Variables> {
    const { firstAgreed } = readFields(first, result);
    await sql`
      /* agreeFirst */
      insert into explained_closes (case_id, round, first_by, first_agreed)
      values (${record.id}, (select count(*) + 1 from explained_closes where case_id = ${record.id}), ${viewer.id}, ${firstAgreed === 'YES'})`;
    return {};
  }
}

/** 解释办结复审: the second; the database refuses the same person. */
@Injectable()
export class ExplainCloseSecond extends PlatformTask {
  readonly kind = 'explainCloseSecond';

  async complete({ sql, record, result, viewer }: Completion): Promise<Variables> {
    const { secondAgreed } = readFields(second, result);
    if (secondAgreed === 'YES') await demandNothingPending(sql, record.id);
    await sql`
      /* agreeSecond */
      update explained_closes
      set second_by = ${viewer.id}, second_agreed = ${secondAgreed === 'YES'}
      where case_id = ${record.id} and second_by is null
        and round = (select max(round) from explained_closes where case_id = ${record.id})`;
    return {};
  }
}
