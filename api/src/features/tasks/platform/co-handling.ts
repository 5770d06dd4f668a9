import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { InvalidInput } from '../../../errors/app-error.js';
import type { Variables } from '../../../process-engine/process-engine.js';
import {
  AssignmentRepository,
  CaseListener,
  type CoAssignment,
  CoAssignmentRepository,
  OwnCoResult,
  peopleOfUnitInCase,
} from '../../cases/cases.public.js';
import { StartCoHandle } from '../../clocks/clocks.public.js';
import { appendEvent } from '../../events/events.public.js';
import { notify } from '../../notifications/notifications.public.js';
import { type Completion, PlatformTask, readFields } from './platform-task.js';

const handled = z.object({ result: z.string().min(1) });
const judged = z.object({ coAccepted: z.enum(['YES', 'NO']), refusal: z.string().nullish() });

/** What every step of a co-unit's work tells: the event, and a line for the other side. */
async function tell(
  { sql, record, viewer, at }: Completion,
  share: CoAssignment,
  type: 'coUnitSigned' | 'coUnitSubmitted' | 'coResultAccepted' | 'coResultRejected',
  { to, personal = {} }: { to: string | null; personal?: Record<string, string | null | undefined> },
): Promise<void> {
  const about = { unit: share.unitCode, unitName: share.unitName, assignmentId: share.id };
  await appendEvent(sql, {
    type: `case.${type}`,
    caseId: record.id,
    actor: { kind: 'USER', id: viewer.id },
    body: about,
    personal: { matter: share.matter, ...personal },
    at,
  });
  const userIds = to ? await peopleOfUnitInCase(sql, record.id, to) : [];
  if (type === 'coResultAccepted' || type === 'coResultRejected')
    userIds.push(...(share.resultBy ? [share.resultBy] : []));
  await notify(sql, { userIds, caseId: record.id, kind: `case.${type}`, details: about, at });
}

/** 协办签收: the co-unit takes its share. */
@Injectable()
export class CoAcknowledge extends PlatformTask {
  readonly kind = 'coAcknowledge';

  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly shares: CoAssignmentRepository,
  ) {
    super();
  }

  async complete(completion: Completion): Promise<Variables> {
    const { sql, task, record, viewer, at } = completion;
    const share = await this.shares.getLive(sql, { id: task.assignmentId, caseId: record.id });
    await this.assignments.markSigned(sql, share.id, at, viewer.id);
    await tell(completion, share, 'coUnitSigned', { to: record.leadUnitId });
    return {};
  }
}

/** 协办办理: what the co-unit did; the lead unit judges it. */
@Injectable()
export class CoHandle extends PlatformTask {
  readonly kind = 'coHandle';

  constructor(private readonly shares: CoAssignmentRepository) {
    super();
  }

  async complete(completion: Completion): Promise<Variables> {
    const { sql, task, record, viewer, at } = completion;
    const { result } = readFields(handled, completion.result);
    const share = await this.shares.getLive(sql, { id: task.assignmentId, caseId: record.id });
    await this.shares.submit(sql, share.id, result, viewer.id, at);
    await tell(completion, share, 'coUnitSubmitted', { to: record.leadUnitId, personal: { result } });
    return {};
  }
}

/** 验收协办结果, by the lead unit and never by who wrote it. What is sent back gets a new limit. */
@Injectable()
export class AcceptCoResult extends PlatformTask {
  readonly kind = 'acceptCoResult';

  constructor(
    private readonly shares: CoAssignmentRepository,
    private readonly limit: StartCoHandle,
    private readonly listener: CaseListener,
  ) {
    super();
  }

  async complete(completion: Completion): Promise<Variables> {
    const { sql, task, record, viewer, at } = completion;
    const { coAccepted, refusal } = readFields(judged, completion.result);
    if (coAccepted === 'NO' && !refusal)
      throw new InvalidInput('Say what is missing in the result.', { refusal: 'required' });
    const share = await this.shares.getLive(sql, { id: task.assignmentId, caseId: record.id });
    if (share.resultBy === viewer.id) throw new OwnCoResult(share.unitName);
    if (coAccepted === 'YES') {
      await this.shares.accept(sql, share.id, viewer.id, at);
      await tell(completion, share, 'coResultAccepted', { to: share.unitId });
      await this.listener.coUnitDone(sql, record, share.id, at);
    } else {
      await this.shares.reject(sql, share.id, refusal ?? '');
      const { officeClass } = share;
      await this.limit.execute(sql, { caseId: record.id, assignmentId: share.id, officeClass }, 'REWORK', at);
      await tell(completion, share, 'coResultRejected', { to: share.unitId, personal: { reason: refusal } });
    }
    return {};
  }
}
