import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { defineJob, JobHandler } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository } from '../cases/cases.public.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { OrderRepository } from './order.repository.js';
import { answerLimitRunsAtOnce, isLiveOrder, type OrderRecord, type SupervisionLevel } from './supervision.model.js';
import { peopleWithRole } from './supervision-people.js';

const definition = defineJob({
  type: 'set-supervision-level',
  input: z.object({ caseId: z.uuid(), subjectId: z.uuid(), entryLevel: z.int().min(1).max(5).nullable() }),
  output: z.object({ level: z.int().min(0).max(5) }),
  fetchVariables: ['caseId', 'subjectId', 'entryLevel'],
});

type Input = z.infer<typeof definition.input>;
type Output = z.infer<typeof definition.output>;

/** Level 0 ends the instance: the case was answered before the engine came to it. */
const NOT_NEEDED: Output = { level: 0 };

/** What the decision found becomes the order's level: it skips levels upwards, never down. Twice changes nothing. */
@Injectable()
export class SetSupervisionLevelJob extends JobHandler<Input, Output> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly cases: CaseRepository,
    private readonly orders: OrderRepository,
    private readonly ledger: ClockLedger,
  ) {
    super();
  }

  handle({ caseId, subjectId, entryLevel }: Input, job: EngineJob): Promise<Output> {
    return this.database.inTransaction(async (sql) => {
      const record = await this.cases.get(sql, caseId);
      const order = await this.orders.find(sql, subjectId);
      if (!order || record.closedAt || !isLiveOrder(order)) return NOT_NEEDED;
      const level = await this.levelFor(sql, order, entryLevel);
      await this.orders.update(sql, order, {
        level,
        engine_id: this.engine.engineId,
        instance_key: job.instanceKey,
      });
      if (level === order.level) return { level };
      await this.tellTheRise(sql, order, level);
      return { level };
    });
  }

  /** Two orders of one level do not stand side by side: then this one stays where it was asked for. */
  private async levelFor(sql: Sql, order: OrderRecord, decided: number | null): Promise<SupervisionLevel> {
    if (decided === null || decided <= order.level || decided === 5) return order.level;
    const live = await this.orders.liveAbout(sql, order.caseId, order.assignmentId, order.step);
    return live.some((other) => other.level === decided) ? order.level : (decided as SupervisionLevel);
  }

  private async tellTheRise(sql: Sql, order: OrderRecord, level: SupervisionLevel): Promise<void> {
    const at = this.clock.now();
    // A meeting or an instruction comes first now; the answer's limit begins when it is the unit's turn.
    if (!answerLimitRunsAtOnce(level))
      await this.ledger.end(sql, order.caseId, ['SUPERVISION_ANSWER'], 'STOPPED', at, order.id);
    await appendEvent(sql, {
      type: 'case.supervisionEscalated',
      caseId: order.caseId,
      actor: { kind: 'ENGINE' },
      body: { order: order.number, orderId: order.id, oldLevel: order.level, newLevel: level, by: 'DECISION' },
      at,
    });
    if (level === 4)
      await notify(sql, {
        userIds: await peopleWithRole(sql, 'LD'),
        caseId: order.caseId,
        kind: 'supervision.opened',
        details: { level, order: order.number, orderId: order.id },
        at,
      });
  }
}
