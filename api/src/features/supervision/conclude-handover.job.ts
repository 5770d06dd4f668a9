import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { type CaseRecord, CaseRepository, isOpen } from '../cases/cases.public.js';
import { appendEvent, canonicalJson } from '../events/events.public.js';
import { OrderRepository } from './order.repository.js';
import type { OrderRecord } from './supervision.model.js';

const definition = defineJob({
  type: 'conclude-handover',
  input: z.object({ caseId: z.uuid(), subjectId: z.uuid() }),
  output: z.object({}),
  fetchVariables: ['caseId', 'subjectId'],
});

type Input = z.infer<typeof definition.input>;

const outcomes = z.enum(['HANDED_OVER', 'REFUSED']);

/** Two persons agreed: the evidence is sealed and its hand-over recorded; what follows is no matter of this platform. */
@Injectable()
export class ConcludeHandoverJob extends JobHandler<Input, Record<string, never>> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly orders: OrderRepository,
  ) {
    super();
  }

  handle({ caseId, subjectId }: Input, job: EngineJob): Promise<Record<string, never>> {
    const outcome = outcomes.parse(job.headers.outcome);
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      const order = await this.orders.find(sql, subjectId);
      if (order?.state !== 'OPEN' || !isOpen(record)) return {};
      const at = this.clock.now();
      if (outcome === 'HANDED_OVER') await this.handOver(sql, record, order, at);
      else await this.orders.update(sql, order, { state: 'DROPPED', closed_at: at });
      return {};
    });
  }

  private async handOver(sql: Sql, record: CaseRecord, order: OrderRecord, at: Date): Promise<void> {
    const evidence = await evidenceOf(sql, record, order);
    const last = evidence.events.at(-1);
    if (!last) throw new Error(`case ${record.number} has no events`);
    const sha256 = createHash('sha256').update(canonicalJson(evidence)).digest();
    await sql`
      /* recordHandover */
      insert into supervision_handovers (order_id, handed_over_at, evidence, sha256, events, last_event_hash)
      values (${order.id}, ${at}, ${sql.json(evidence as never)}, ${sha256}, ${evidence.events.length}, ${Buffer.from(last.hash, 'hex')})`;
    await this.orders.update(sql, order, { state: 'ACCEPTED', accepted_at: at });
    await appendEvent(sql, {
      type: 'case.disciplineHandedOver',
      caseId: record.id,
      actor: { kind: 'ENGINE' },
      body: { order: order.number, orderId: order.id, sha256: sha256.toString('hex'), events: evidence.events.length },
      at,
    });
  }
}

/** Facts only, each provable from the case's own chain; nobody's identity. */
async function evidenceOf(sql: Sql, record: CaseRecord, order: OrderRecord) {
  const approvals = await sql<{ step: number; by: string; at: string }[]>`
    /* approvalsAsEvidence */
    select step, by_user as by, to_json(at) #>> '{}' as at
    from supervision_approvals
    where order_id = ${order.id}
    order by step`;
  const events = await sql<{ seq: number; type: string; at: string; hash: string }[]>`
    /* eventsAsEvidence */
    select seq, type, to_json(event_at) #>> '{}' as at, encode(hash, 'hex') as hash
    from events
    where case_id = ${record.id}
    order by seq`;
  return {
    case: record.number,
    order: order.number,
    misconduct: order.misconduct,
    unitId: order.unitId,
    proposedBy: order.openedBy,
    approvals: [...approvals],
    events: [...events],
  };
}
