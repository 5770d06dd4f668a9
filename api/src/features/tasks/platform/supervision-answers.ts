import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { appendEvent } from '../../events/events.public.js';
import { notify } from '../../notifications/notifications.public.js';
import { OrderRepository, OwnAnswer, peopleWithRole } from '../../supervision/supervision.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const signature = z.object({ measures: z.string().min(1) });
const answering = z.object({ answer: z.string().min(1) });
const reviewing = z.object({ answerSufficient: z.enum(['YES', 'NO']), refusal: z.string().nullish() });

/** 负责人签收通报: L2 is read by the unit's leader, who says what follows. */
@Injectable()
export class SignSupervision extends PlatformTask {
  readonly kind = 'signSupervision';

  constructor(private readonly orders: OrderRepository) {
    super();
  }

  async complete({ sql, task, record, result, viewer, at }: Completion): Promise<Variables> {
    const { measures } = readFields(signature, result);
    const order = await this.orders.getWaiting(sql, { id: task.subjectId, caseId: record.id }, ['OPEN']);
    await this.orders.update(sql, order, { state: 'SIGNED', signed_by: viewer.id, signed_at: at });
    await appendEvent(sql, {
      type: 'case.supervisionSigned',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { order: order.number, orderId: order.id, level: order.level },
      personal: { measures },
      at,
    });
    return {};
  }
}

/** 答复督办, by the unit's handler or, where there is none, by the supervisors' desk. */
@Injectable()
export class AnswerSupervision extends PlatformTask {
  readonly kind = 'answerSupervision';

  constructor(private readonly orders: OrderRepository) {
    super();
  }

  async complete({ sql, task, record, result, viewer, at }: Completion): Promise<Variables> {
    const { answer } = readFields(answering, result);
    const order = await this.orders.getWaiting(sql, { id: task.subjectId, caseId: record.id }, ['OPEN', 'SIGNED']);
    await this.orders.update(sql, order, {
      state: 'ANSWERED',
      answer,
      answered_by: viewer.id,
      answered_at: at,
      refusal: null,
    });
    await appendEvent(sql, {
      type: 'case.supervisionAnswered',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { order: order.number, orderId: order.id, level: order.level },
      personal: { answer },
      at,
    });
    await notify(sql, {
      userIds: order.openedBy ? [order.openedBy] : await peopleWithRole(sql, 'SU'),
      caseId: record.id,
      kind: 'supervision.answered',
      details: { level: order.level, order: order.number, orderId: order.id },
      at,
    });
    return {};
  }
}

/** 审核督办答复: an accepted answer is not the end of the order, which waits for the case's own obligation. */
@Injectable()
export class ReviewSupervision extends PlatformTask {
  readonly kind = 'reviewSupervision';

  constructor(private readonly orders: OrderRepository) {
    super();
  }

  async complete({ sql, task, record, result, viewer, at }: Completion): Promise<Variables> {
    const { answerSufficient, refusal } = readFields(reviewing, result);
    if (answerSufficient === 'NO' && !refusal)
      throw new InvalidInput('Say why the answer is not enough.', { refusal: 'required' });
    const order = await this.orders.getWaiting(sql, { id: task.subjectId, caseId: record.id }, ['ANSWERED']);
    if (order.answeredBy === viewer.id) throw new OwnAnswer(order.number);
    const accepted = answerSufficient === 'YES';
    await this.orders.update(
      sql,
      order,
      accepted
        ? { state: 'ACCEPTED', accepted_by: viewer.id, accepted_at: at }
        : { state: order.signedBy ? 'SIGNED' : 'OPEN', refusal: refusal ?? null },
    );
    await appendEvent(sql, {
      type: accepted ? 'case.supervisionAccepted' : 'case.supervisionRefused',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { order: order.number, orderId: order.id, level: order.level },
      personal: { reason: refusal },
      at,
    });
    await notify(sql, {
      userIds: order.answeredBy ? [order.answeredBy] : [],
      caseId: record.id,
      kind: accepted ? 'supervision.accepted' : 'supervision.refused',
      details: { level: order.level, order: order.number, orderId: order.id },
      at,
    });
    return {};
  }
}
