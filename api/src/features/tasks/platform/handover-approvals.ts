import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { appendEvent } from '../../events/events.public.js';
import { OrderRepository, SameHandoverPerson } from '../../supervision/supervision.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const yesNo = z.enum(['YES', 'NO']);
const first = z.object({ handoverFirst: yesNo, comment: z.string().nullish() });
const second = z.object({ handoverSecond: yesNo, comment: z.string().nullish() });

interface Approval {
  step: 1 | 2;
  agreed: 'YES' | 'NO';
  comment: string | null | undefined;
}

/** Neither the proposer nor the same person twice; the database says so too. */
async function approve(
  orders: OrderRepository,
  { sql, task, record, viewer, at }: Completion,
  { step, agreed, comment }: Approval,
): Promise<void> {
  if (agreed === 'NO' && !comment) throw new InvalidInput('Say why the hand-over is refused.', { comment: 'required' });
  const order = await orders.getWaiting(sql, { id: task.subjectId, caseId: record.id }, ['OPEN']);
  const [before] = await sql<{ byUser: string }[]>`
    /* approvalBefore */
    select by_user as "byUser"
    from supervision_approvals
    where order_id = ${order.id} and step < ${step}`;
  if ([order.openedBy, before?.byUser].includes(viewer.id)) throw new SameHandoverPerson(order.number);
  await sql`
    /* approveHandover */
    insert into supervision_approvals (order_id, step, proposed_by, by_user, approved, comment, at)
    values (${order.id}, ${step}, ${order.openedBy}, ${viewer.id}, ${agreed === 'YES'}, ${comment ?? ''}, ${at})`;
  await appendEvent(sql, {
    type: 'case.disciplineReviewed',
    caseId: record.id,
    actor: { kind: 'USER', id: viewer.id },
    body: { order: order.number, orderId: order.id, step, outcome: agreed === 'YES' ? 'APPROVED' : 'REFUSED' },
    personal: { reason: comment },
    at,
  });
}

/** 问责一审: the first of two. */
@Injectable()
export class ApproveHandoverFirst extends PlatformTask {
  readonly kind = 'approveHandoverFirst';

  constructor(private readonly orders: OrderRepository) {
    super();
  }

  async complete(completion: Completion): Promise<Variables> {
    const { handoverFirst, comment } = readFields(first, completion.result);
    await approve(this.orders, completion, { step: 1, agreed: handoverFirst, comment });
    return {};
  }
}

/** 问责二审: the second. */
@Injectable()
export class ApproveHandoverSecond extends PlatformTask {
  readonly kind = 'approveHandoverSecond';

  constructor(private readonly orders: OrderRepository) {
    super();
  }

  async complete(completion: Completion): Promise<Variables> {
    const { handoverSecond, comment } = readFields(second, completion.result);
    await approve(this.orders, completion, { step: 2, agreed: handoverSecond, comment });
    return {};
  }
}
