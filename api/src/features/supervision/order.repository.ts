import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { OrderNotFound, OrderNotWaiting } from './supervision.errors.js';
import {
  type CentreStep,
  LIVE_STATES,
  type OrderRecord,
  type SupervisionLevel,
  type SupervisionState,
} from './supervision.model.js';

const columns = (sql: Sql) => sql`
  id, number, case_id as "caseId", assignment_id as "assignmentId", step, level, trigger, unit_id as "unitId", state, opened_by as "openedBy", answered_by as "answeredBy",
  signed_by as "signedBy", misconduct, engine_id as "engineId", instance_key::text as "instanceKey"`;

/** Columns of an order that its steps write. */
export interface OrderPatch {
  level?: SupervisionLevel;
  state?: SupervisionState;
  engine_id?: number;
  instance_key?: string;
  signed_by?: string;
  signed_at?: Date;
  answer?: string;
  answered_by?: string;
  answered_at?: Date;
  refusal?: string | null;
  accepted_by?: string | null;
  accepted_at?: Date;
  minutes?: string;
  meeting_units?: string;
  measure?: string | null;
  new_due_on?: string;
  instruction?: string;
  committed_on?: string;
  closed_at?: Date;
}

@Injectable()
export class OrderRepository {
  /** Locked; lock its case first, as every act does. @throws OrderNotFound */
  async get(sql: Sql, id: string): Promise<OrderRecord> {
    const order = await this.find(sql, id);
    if (!order) throw new OrderNotFound();
    return order;
  }

  async find(sql: Sql, id: string): Promise<OrderRecord | null> {
    const [order] = await sql<OrderRecord[]>`
      /* getSupervisionOrder */
      select ${columns(sql)}
      from supervision_orders
      where id = ${id}
      for no key update`;
    return order ?? null;
  }

  /** For the next step of an order of this case. @throws OrderNotFound @throws OrderNotWaiting */
  async getWaiting(
    sql: Sql,
    { id, caseId }: { id: string | null; caseId: string },
    states: readonly SupervisionState[],
  ): Promise<OrderRecord> {
    const order = id ? await this.find(sql, id) : null;
    if (order?.caseId !== caseId) throw new OrderNotFound();
    if (!states.includes(order.state)) throw new OrderNotWaiting(order.number, order.state);
    return order;
  }

  /** Live ones about the case itself, one co-unit's share or one step of the centre, locked, highest level first. */
  async liveAbout(
    sql: Sql,
    caseId: string,
    assignmentId: string | null,
    step: CentreStep | null = null,
  ): Promise<OrderRecord[]> {
    const live = await this.liveOf(sql, caseId);
    return live.filter((order) => order.assignmentId === assignmentId && order.step === step);
  }

  /** All live ones of a case, locked, highest level first. */
  liveOf(sql: Sql, caseId: string): Promise<OrderRecord[]> {
    return sql<OrderRecord[]>`
      /* liveSupervisionOrders */
      select ${columns(sql)}
      from supervision_orders
      where case_id = ${caseId} and state = any(${LIVE_STATES as string[]})
      order by level desc
      for no key update`;
  }

  /** Writes a step and what the board shows of the case. */
  async update(sql: Sql, { id, caseId }: Pick<OrderRecord, 'id' | 'caseId'>, patch: OrderPatch): Promise<void> {
    await sql`
      /* updateSupervisionOrder */
      update supervision_orders
      set ${sql(patch as Record<string, never>)}
      where id = ${id}`;
    await this.showOnCase(sql, caseId);
  }

  /** Highest live level, and whether one below discipline waits for the unit: the board is ordered by it. */
  async showOnCase(sql: Sql, caseId: string): Promise<void> {
    await sql`
      /* showSupervisionOnCase */
      update cases c
      set supervision_level = now.level, supervision_rank = now.rank, version = version + 1
      from (
        select max(level)::smallint as level,
          (case when coalesce(bool_or(level < 5 and state in ('OPEN', 'SIGNED')), false) then 0 else 1 end)::smallint as rank
        from supervision_orders
        where case_id = ${caseId} and state = any(${LIVE_STATES as string[]})
      ) now
      where c.id = ${caseId} and (c.supervision_level, c.supervision_rank) is distinct from (now.level, now.rank)`;
  }
}
