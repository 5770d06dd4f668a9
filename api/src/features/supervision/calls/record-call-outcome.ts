import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.js';
import { Database } from '../../../database/database.js';
import { appendEvent } from '../../events/events.public.js';
import { CallRepository, isWaitingCall } from './call.repository.js';
import type { CallOutcome } from './call-outcome.js';
import { FinishCall } from './finish-call.js';

const TRIES = 3;

@Injectable()
export class RecordCallOutcome {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calls: CallRepository,
    private readonly finish: FinishCall,
  ) {}

  /**
   * What the provider says of a try. The same word twice, or about a try long over, changes nothing; an acknowledgement
   * counts whenever it comes. @returns whether it changed anything
   */
  execute({ callId, attempt, outcome }: CallOutcome): Promise<boolean> {
    return this.database.inTransaction(async (sql) => {
      const call = await this.calls.find(sql, callId);
      if (!call || attempt > call.attempt) return false;
      const at = this.clock.now();
      if (outcome === 'ACKNOWLEDGED') {
        if (!isWaitingCall(call) && call.state !== 'EXHAUSTED' && call.state !== 'FAILED') return false;
        await this.finish.acknowledged(sql, call, null, at);
        return true;
      }
      if (call.state !== 'CALLING' || attempt !== call.attempt) return false;
      await this.calls.note(sql, call.id, attempt, outcome, at);
      await appendEvent(sql, {
        type: 'case.outboundCallUnanswered',
        caseId: call.caseId,
        actor: { kind: 'SYSTEM' },
        body: { callId, attempt, outcome },
        at,
      });
      if (attempt >= TRIES) await this.finish.givenUp(sql, call, at);
      else await this.calls.update(sql, call.id, { state: 'NO_ANSWER' });
      return true;
    });
  }
}
