import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { appendEvent } from '../../events/events.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const withdrawal = z.object({
  withdrawalOutcome: z.enum(['ACCEPTED', 'CONTINUED']),
  voluntary: z.enum(['YES', 'NO']),
  reason: z.string().min(1),
});
const voiding = z.object({ voidApproved: z.enum(['YES', 'NO']), comment: z.string().nullish() });
const instruction = z.object({ answer: z.string().min(1) });

/** 撤诉审查: voluntary and harmless, or the case goes on. */
@Injectable()
export class CheckWithdrawal extends PlatformTask {
  readonly kind = 'checkWithdrawal';

  async complete({ sql, record, result, viewer, at }: Completion): Promise<Variables> {
    const { withdrawalOutcome, voluntary, reason } = readFields(withdrawal, result);
    if (withdrawalOutcome === 'ACCEPTED' && voluntary === 'NO') {
      throw new InvalidInput('A withdrawal that is not voluntary is not accepted.', {
        withdrawalOutcome: 'notVoluntary',
      });
    }
    await sql`
      /* decideWithdrawal */
      update withdrawals
      set state = ${withdrawalOutcome}, decided_by = ${viewer.id}, decided_at = ${at}
      where case_id = ${record.id} and state = 'PENDING'`;
    await appendEvent(sql, {
      type: 'case.withdrawalDecided',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { outcome: withdrawalOutcome },
      personal: { reason },
      at,
    });
    return {};
  }
}

/** 作废审批 by the second person; the database refuses the first. */
@Injectable()
export class ApproveVoid extends PlatformTask {
  readonly kind = 'approveVoid';

  async complete({ sql, record, result, viewer, at }: Completion): Promise<Variables> {
    const { voidApproved, comment } = readFields(voiding, result);
    if (voidApproved === 'NO' && !comment)
      throw new InvalidInput('Say why the void is refused.', { comment: 'required' });
    await sql`
      /* decideVoid */
      update voids
      set state = ${voidApproved === 'YES' ? 'APPROVED' : 'REFUSED'}, decided_by = ${viewer.id}, decided_at = ${at}
      where case_id = ${record.id} and state = 'PENDING'`;
    await appendEvent(sql, {
      type: 'case.voidDecided',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { outcome: voidApproved === 'YES' ? 'APPROVED' : 'REFUSED' },
      personal: { reason: comment },
      at,
    });
    return {};
  }
}

/** 落实批示: the supervisor's answer to a leader's instruction. */
@Injectable()
export class FollowInstruction extends PlatformTask {
  readonly kind = 'followInstruction';

  async complete({ sql, task, record, result, viewer, at }: Completion): Promise<Variables> {
    const { answer } = readFields(instruction, result);
    await sql`
      /* answerInstruction */
      update instructions
      set state = 'FOLLOWED', answer = ${answer}, answered_by = ${viewer.id}, answered_at = ${at}
      where id = ${task.subjectId} and case_id = ${record.id}`;
    await appendEvent(sql, {
      type: 'case.instructionFollowed',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      personal: { answer },
      at,
    });
    return {};
  }
}
