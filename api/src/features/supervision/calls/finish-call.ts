import { Injectable } from '@nestjs/common';
import type { Sql } from '../../../database/database.js';
import { appendEvent } from '../../events/events.public.js';
import { notify } from '../../notifications/notifications.public.js';
import { peopleWithRole } from '../supervision-people.js';
import { type CallRecord, CallRepository } from './call.repository.js';

/** How a call ends, in the transaction of what ended it. */
@Injectable()
export class FinishCall {
  constructor(private readonly calls: CallRepository) {}

  /** Somebody pressed 1; also when that is told late. @param by whoever pressed it in the demonstration */
  async acknowledged(sql: Sql, call: CallRecord, by: string | null, at: Date): Promise<void> {
    await this.calls.update(sql, call.id, { state: 'ACKNOWLEDGED', acknowledged_at: at, next_attempt_at: null });
    await this.calls.note(sql, call.id, call.attempt, 'ACKNOWLEDGED', at);
    await appendEvent(sql, {
      type: 'case.outboundCallAcknowledged',
      caseId: call.caseId,
      actor: by ? { kind: 'USER', id: by } : { kind: 'SYSTEM' },
      body: { callId: call.id, attempt: call.attempt },
      at,
    });
  }

  /** Three tries and nobody pressed 1: the supervisors go on by hand. FAILED where the provider took not even the last one. */
  async givenUp(sql: Sql, call: CallRecord, at: Date): Promise<void> {
    const state = call.lastError === null ? 'EXHAUSTED' : 'FAILED';
    await this.calls.update(sql, call.id, { state, next_attempt_at: null });
    await this.calls.note(sql, call.id, call.attempt, 'EXHAUSTED', at);
    await appendEvent(sql, {
      type: 'case.outboundCallExhausted',
      caseId: call.caseId,
      actor: { kind: 'SYSTEM' },
      body: { callId: call.id, attempts: call.attempt, state },
      at,
    });
    await notify(sql, {
      userIds: await peopleWithRole(sql, 'SU'),
      caseId: call.caseId,
      kind: 'supervision.callExhausted',
      details: { callId: call.id, unitId: call.unitId },
      at,
    });
  }
}
