import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import type { CaseRecord, EndStatus } from './case.model.js';
import { CaseRepository } from './case.repository.js';
import { CaseListener } from './case-listener.js';

const CLOSE_TYPES: Partial<Record<EndStatus, string>> = {
  EMERGENCY_TRANSFERRED: 'TRANSFERRED',
  REDIRECTED: 'TRANSFERRED',
  MERGED: 'MERGED',
  WITHDRAWN: 'WITHDRAWN',
  VOID: 'VOID',
};

/** What every end of a case has in common: status, clocks, the citizen's word, the event, and nothing of it left in the engine. */
@Injectable()
export class EndOfCase {
  constructor(
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly clocks: ClockLedger,
    private readonly listener: CaseListener,
  ) {}

  /** @param askingInstance the process instance that closes the case; it ends by itself, all others of the case are cancelled */
  async close(
    sql: Sql,
    record: CaseRecord,
    outcome: EndStatus,
    { closeType = null, askingInstance }: { closeType?: string | null; askingInstance: string },
  ): Promise<void> {
    const at = this.clock.now();
    const type = closeType ?? CLOSE_TYPES[outcome] ?? record.closeType;
    await this.cases.update(sql, record.id, {
      status: outcome,
      phase: 'USE',
      close_type: type,
      closed_at: at,
    });
    if (outcome === 'CLOSED') {
      await sql`
        /* acceptLead */
        update assignments
        set status = 'ACCEPTED'
        where case_id = ${record.id} and kind = 'LEAD' and status not in ('RETURNED', 'EXITED')`;
    }
    await this.clocks.end(sql, record.id, 'ALL', 'STOPPED', at);
    await sql`
      /* dropPendingExtension */
      update extensions
      set state = 'DROPPED', decided_at = ${at}
      where case_id = ${record.id} and state = 'PENDING'`;
    await sql`
      /* tellTheEnd */
      insert into citizen_messages (id, case_id, kind, text, channel, created_at, sent_at)
      values (${uuid()}, ${record.id}, 'CLOSED', ${outcome}, 'PAGE', ${at}, ${at})`;
    await appendEvent(sql, {
      type: 'case.closed',
      caseId: record.id,
      actor: { kind: 'ENGINE' },
      body: { outcome, closeType: type, previousStatus: record.status },
      at,
    });
    await this.listener.ended(sql, record, outcome, at);
    await this.cancelOthers(sql, record, askingInstance);
  }

  private async cancelOthers(sql: Sql, record: CaseRecord, askingInstance: string): Promise<void> {
    const instances = await sql<{ key: string; engineId: number }[]>`
      /* otherInstancesOfCase */
      select instance_key::text as key, engine_id as "engineId"
      from process_instances
      where case_id = ${record.id} and state = 'ACTIVE' and parent_instance_key is null and process_id <> 'case-clock'
      union
      select instance_key::text, engine_id
      from cases
      where id = ${record.id} and instance_key is not null`;
    for (const { key, engineId } of instances) {
      if (key === askingInstance) continue;
      await appendToOutbox(sql, {
        lane: record.id,
        kind: 'CANCEL_INSTANCE',
        engineId,
        caseId: record.id,
        command: { instanceKey: key },
      });
    }
  }
}
