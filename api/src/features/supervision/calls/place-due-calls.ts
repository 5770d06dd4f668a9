import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '../../../../../common/src/working-time/shanghai-time.js';
import { Clock } from '../../../clock/clock.js';
import { Database, type Sql } from '../../../database/database.js';
import { log } from '../../../errors/log.js';
import { RequesterVault } from '../../cases/cases.public.js';
import { appendEvent } from '../../events/events.public.js';
import { raiseAlarm, settleAlarm } from '../../operations/operations.public.js';
import { type CallRecord, CallRepository } from './call.repository.js';
import { nextCallMoment } from './call-hours.js';
import { FinishCall } from './finish-call.js';
import { OutboundCallProvider } from './outbound-call.provider.js';

const TRIES = 3;
const BETWEEN_TRIES_MS = 10 * MINUTE_MS;

/** Rings what is due, one after the other; several processes may do so side by side. */
@Injectable()
export class PlaceDueCalls {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calls: CallRepository,
    private readonly finish: FinishCall,
    private readonly provider: OutboundCallProvider,
    private readonly vault: RequesterVault,
  ) {}

  /** @returns how many calls were looked at; stops early when told to */
  async execute(isStopped: () => boolean = () => false): Promise<number> {
    for (let seen = 0; ; seen += 1) {
      if (isStopped()) return seen;
      const taken = await this.database.inTransaction((sql) => this.takeNext(sql));
      if (taken === 'NONE') return seen;
      if (taken !== 'DONE') await this.ring(taken);
    }
  }

  /** The try is counted and the next one set before anything rings: a crash never rings twice in ten minutes. */
  private async takeNext(sql: Sql): Promise<CallRecord | 'DONE' | 'NONE'> {
    const at = this.clock.now();
    const call = await this.calls.takeDue(sql, at);
    if (!call) return 'NONE';
    if (call.attempt >= TRIES) {
      await this.finish.givenUp(sql, call, at);
      return 'DONE';
    }
    const allowed = nextCallMoment(at, call.urgency);
    if (allowed > at) {
      await this.calls.update(sql, call.id, { next_attempt_at: allowed });
      await this.calls.note(sql, call.id, call.attempt, 'PUT_OFF', at);
      return 'DONE';
    }
    const attempt = call.attempt + 1;
    await this.calls.update(sql, call.id, {
      state: 'CALLING',
      attempt,
      next_attempt_at: new Date(at.getTime() + BETWEEN_TRIES_MS),
    });
    await this.calls.note(sql, call.id, attempt, 'PLACED', at);
    await appendEvent(sql, {
      type: 'case.outboundCallPlaced',
      caseId: call.caseId,
      actor: { kind: 'SYSTEM' },
      body: { callId: call.id, attempt, provider: call.provider },
      at,
    });
    return { ...call, attempt };
  }

  private async ring(call: CallRecord): Promise<void> {
    const { id: callId, attempt, caseNumber, orderNumber, unitName } = call;
    const subject = this.provider.name;
    try {
      const phone = this.vault.open(call.phoneCipher);
      const reference = await this.provider.place({ callId, attempt, phone, caseNumber, orderNumber, unitName });
      await this.database.inTransaction(async (sql) => {
        await this.calls.update(sql, callId, { provider_reference: reference, last_error: null });
        await settleAlarm(sql, 'CALL_PROVIDER_DOWN', subject, this.clock.now());
      });
    } catch (error) {
      const why = error instanceof Error ? error.message.slice(0, 500) : String(error);
      log.warn({ callId, attempt, why }, 'the call provider did not take a call');
      await this.database.inTransaction(async (sql) => {
        const at = this.clock.now();
        await this.calls.update(sql, callId, { last_error: why });
        await this.calls.note(sql, callId, attempt, 'FAILED', at);
        await raiseAlarm(sql, {
          kind: 'CALL_PROVIDER_DOWN',
          subject,
          caseId: call.caseId,
          details: { provider: subject, error: why },
          at,
        });
      });
    }
  }
}
