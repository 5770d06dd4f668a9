import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { CaseRepository, CoAssignmentRepository, CoUnitsNotDone } from '../../cases/cases.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const draft = z.object({ replyText: z.string().min(1), publicReply: z.string().nullish() });
const approval = z.object({ replyApproved: z.enum(['YES', 'NO']), comment: z.string().nullish() });

/** 拟答复: the words that go to the citizen once the leader has approved them. All co-units are done before. */
@Injectable()
export class DraftReply extends PlatformTask {
  readonly kind = 'draftReply';

  constructor(
    private readonly cases: CaseRepository,
    private readonly shares: CoAssignmentRepository,
  ) {
    super();
  }

  async complete({ sql, record, result }: Completion): Promise<Variables> {
    const waiting = await this.shares.liveOf(sql, record.id);
    if (waiting.length > 0) throw new CoUnitsNotDone(waiting.map(({ unitName }) => unitName));
    const { replyText, publicReply } = readFields(draft, result);
    await this.cases.update(sql, record.id, { reply_text: replyText, public_reply: publicReply ?? null });
    return {};
  }
}

/** 审签答复. A refusal says why. */
@Injectable()
export class ApproveReply extends PlatformTask {
  readonly kind = 'approveReply';

  async complete({ result }: Completion): Promise<Variables> {
    const { replyApproved, comment } = readFields(approval, result);
    if (replyApproved === 'NO' && !comment)
      throw new InvalidInput('Say why the reply is refused.', { comment: 'required' });
    return {};
  }
}
