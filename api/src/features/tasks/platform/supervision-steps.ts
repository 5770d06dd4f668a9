import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { shanghaiDate } from '../../../../../common/src/working-time/shanghai-time.js';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import { appendEvent } from '../../events/events.public.js';
import { OrderRepository } from '../../supervision/supervision.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const meeting = z.object({
  meetingUnits: z.string().min(1),
  minutes: z.string().min(1),
  newDueOn: z.iso.date(),
  measure: z.enum(['LISTED', 'SUMMON_TALK']).nullish(),
});
const instruction = z.object({ instruction: z.string().min(1), committedOn: z.iso.date() });
const inspection = z.object({ findings: z.string().min(1) });

/** 召开联合督办会: who sat there, what was said, and the date agreed on. Recorded; the limits stay as they are. */
@Injectable()
export class HoldJointMeeting extends PlatformTask {
  readonly kind = 'holdJointMeeting';

  constructor(private readonly orders: OrderRepository) {
    super();
  }

  async complete({ sql, task, record, result, viewer, at }: Completion): Promise<Variables> {
    const { meetingUnits, minutes, newDueOn, measure } = readFields(meeting, result);
    demandToCome('newDueOn', newDueOn, at);
    const order = await this.orders.getWaiting(sql, { id: task.subjectId, caseId: record.id }, ['OPEN']);
    await this.orders.update(sql, order, {
      minutes,
      meeting_units: meetingUnits,
      new_due_on: newDueOn,
      measure: measure ?? null,
    });
    await appendEvent(sql, {
      type: 'case.supervisionMet',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { order: order.number, orderId: order.id, newDueOn, measure: measure ?? null },
      personal: { minutes, meetingUnits },
      at,
    });
    return {};
  }
}

/** 领导批示: in writing, with the date it commits the unit to. */
@Injectable()
export class WriteInstruction extends PlatformTask {
  readonly kind = 'writeInstruction';

  constructor(private readonly orders: OrderRepository) {
    super();
  }

  async complete({ sql, task, record, result, viewer, at }: Completion): Promise<Variables> {
    const { instruction: words, committedOn } = readFields(instruction, result);
    demandToCome('committedOn', committedOn, at);
    const order = await this.orders.getWaiting(sql, { id: task.subjectId, caseId: record.id }, ['OPEN']);
    await this.orders.update(sql, order, { instruction: words, committed_on: committedOn });
    await appendEvent(sql, {
      type: 'case.supervisionInstructed',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { order: order.number, orderId: order.id, committedOn },
      personal: { instruction: words },
      at,
    });
    return {};
  }
}

/** 现场督查: what was found, with the evidence. */
@Injectable()
export class InspectOnSite extends PlatformTask {
  readonly kind = 'inspectOnSite';

  async complete({ sql, task, record, result, viewer, at }: Completion): Promise<Variables> {
    const { findings } = readFields(inspection, result);
    await sql`
      /* recordInspection */
      update inspections
      set state = 'DONE', findings = ${findings}, done_by = ${viewer.id}, done_at = ${at}
      where id = ${task.subjectId} and case_id = ${record.id} and state = 'PENDING'`;
    await appendEvent(sql, {
      type: 'case.inspected',
      caseId: record.id,
      actor: { kind: 'USER', id: viewer.id },
      body: { inspectionId: task.subjectId },
      personal: { findings },
      at,
    });
    return {};
  }
}

/** A date somebody commits to lies not behind them. @throws InvalidInput */
function demandToCome(field: string, date: string, at: Date): void {
  if (date < shanghaiDate(at.getTime())) throw new InvalidInput('This date is over.', { [field]: 'min' });
}
