import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import type { CaseRecord } from '../cases/cases.public.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { DropCalls } from './calls/drop-calls.js';
import { OrderRepository } from './order.repository.js';
import { type CentreStep, ORDER_LIMITS, type OrderRecord } from './supervision.model.js';

/** Orders close only when the case's own obligation is met, not when they are answered (domain.md section 3.6). */
@Injectable()
export class CloseOrders {
  constructor(
    private readonly orders: OrderRepository,
    private readonly ledger: ClockLedger,
    private readonly calls: DropCalls,
  ) {}

  /** The reply went out. */
  async afterReply(sql: Sql, record: CaseRecord, at: Date): Promise<void> {
    const live = await this.orders.liveOf(sql, record.id);
    // What the centre owes itself is not done with the reply.
    const ofCentre = live.filter(({ step }) => step !== null);
    await this.meet(
      sql,
      live.filter(({ step }) => step === null),
      at,
    );
    await this.calls.execute(sql, record.id, at, { exceptOrders: ofCentre.map(({ id }) => id) });
  }

  /** The late step of the centre is done. */
  async afterStep(sql: Sql, record: CaseRecord, step: CentreStep, at: Date): Promise<void> {
    const met = await this.orders.liveAbout(sql, record.id, null, step);
    await this.meet(sql, met, at);
    for (const { id } of met) await this.calls.execute(sql, record.id, at, { order: id });
  }

  /** A co-unit's share is done: so are the orders about it, and the calls they made. */
  async afterCoUnit(sql: Sql, record: CaseRecord, assignmentId: string, at: Date): Promise<void> {
    const met = await this.orders.liveAbout(sql, record.id, assignmentId);
    await this.meet(sql, met, at);
    for (const { id } of met) await this.calls.execute(sql, record.id, at, { order: id });
  }

  /** @param answered the case ended with an answer to the citizen; one that went away leaves its unanswered orders dropped */
  async afterEnd(sql: Sql, record: CaseRecord, answered: boolean, at: Date): Promise<void> {
    for (const order of await this.orders.liveOf(sql, record.id)) {
      const met = order.state === 'ACCEPTED' || (answered && order.level < 5);
      await this.close(sql, order, met ? 'CLOSED' : 'DROPPED', at);
    }
    await sql`
      /* dropInspections */
      update inspections
      set state = 'DROPPED'
      where case_id = ${record.id} and state = 'PENDING'`;
    await this.calls.execute(sql, record.id, at);
  }

  /** What these orders are about is done; a hand-over to discipline is about what was done before and goes on. */
  private async meet(sql: Sql, orders: readonly OrderRecord[], at: Date): Promise<void> {
    for (const order of orders) {
      if (order.level === 5 && order.state !== 'ACCEPTED') continue;
      await this.close(sql, order, 'CLOSED', at);
      if (order.state !== 'ACCEPTED') await cancelInstance(sql, order);
    }
  }

  private async close(sql: Sql, order: OrderRecord, state: 'CLOSED' | 'DROPPED', at: Date): Promise<void> {
    await this.orders.update(sql, order, { state, closed_at: at });
    await this.ledger.end(sql, order.caseId, [...ORDER_LIMITS], 'STOPPED', at, order.id);
    await appendEvent(sql, {
      type: order.level === 5 ? 'case.disciplineClosed' : 'case.supervisionClosed',
      caseId: order.caseId,
      actor: { kind: 'SYSTEM' },
      body: { order: order.number, orderId: order.id, level: order.level, outcome: state, lastState: order.state },
      at,
    });
  }
}

/** Where the engine has not come to it yet, set-supervision-level finds the order closed and ends the instance. */
async function cancelInstance(sql: Sql, order: OrderRecord): Promise<void> {
  if (order.instanceKey === null || order.engineId === null) return;
  await appendToOutbox(sql, {
    lane: order.caseId,
    kind: 'CANCEL_INSTANCE',
    engineId: order.engineId,
    caseId: order.caseId,
    command: { instanceKey: order.instanceKey },
  });
}
