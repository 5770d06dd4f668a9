import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { ORDER_LIMITS } from './supervision.model.js';

export interface OrderRow {
  id: string;
  number: string;
  caseId: string;
  assignmentId: string | null;
  step: string | null;
  level: number;
  requestedLevel: number;
  trigger: string;
  reason: string;
  unitId: string | null;
  atDesk: boolean;
  state: string;
  openedAt: Date;
  openedById: string | null;
  limitKind: string | null;
  answerDueAt: Date | null;
  answerYellowAt: Date | null;
  answerRunning: boolean;
  signedAt: Date | null;
  signedById: string | null;
  answer: string | null;
  answeredAt: Date | null;
  answeredById: string | null;
  acceptedAt: Date | null;
  acceptedById: string | null;
  refusal: string | null;
  minutes: string | null;
  meetingUnits: string | null;
  measure: string | null;
  newDueOn: string | null;
  instruction: string | null;
  committedOn: string | null;
  misconduct: string | null;
  closedAt: Date | null;
}

/** Neither about a co-unit's share nor about a step of the centre. */
export const isAboutCase = ({ assignmentId, step }: Pick<OrderRow, 'assignmentId' | 'step'>): boolean =>
  assignmentId === null && step === null;

export interface ApprovalRow {
  orderId: string;
  step: number;
  approved: boolean;
  comment: string;
  byId: string;
  at: Date;
}

export interface HandoverRow {
  orderId: string;
  at: Date;
  sha256: string;
  events: number;
  lastEventHash: string;
}

export interface InspectionRow {
  id: string;
  caseId: string;
  note: string;
  state: string;
  orderedAt: Date;
  orderedById: string;
  findings: string | null;
  doneAt: Date | null;
  doneById: string | null;
}

const columns = (sql: Sql) => sql`
  o.id, o.number, o.case_id as "caseId", o.assignment_id as "assignmentId", o.step, o.level, o.requested_level as "requestedLevel", o.trigger, o.reason, o.unit_id as "unitId",
  o.at_desk as "atDesk", o.state, o.opened_at as "openedAt", o.opened_by as "openedById", k.kind as "limitKind", k.due_at as "answerDueAt", k.yellow_at as "answerYellowAt",
  coalesce(k.state in ('RUNNING', 'PAUSED'), false) as "answerRunning", o.signed_at as "signedAt", o.signed_by as "signedById", o.answer,
  o.answered_at as "answeredAt", o.answered_by as "answeredById", o.accepted_at as "acceptedAt", o.accepted_by as "acceptedById", o.refusal, o.minutes,
  o.meeting_units as "meetingUnits", o.measure, o.new_due_on::text as "newDueOn", o.instruction, o.committed_on::text as "committedOn", o.misconduct,
  o.closed_at as "closedAt"`;

/** With the latest of its limits: of the answer, or of the meeting or the instruction before it. */
const source = (sql: Sql) => sql`
  supervision_orders o
  left join lateral (
    select kind, due_at, yellow_at, state
    from clocks
    where case_id = o.case_id and subject_id = o.id and kind = any(${ORDER_LIMITS as unknown as string[]})
    order by started_at desc, id desc
    limit 1
  ) k on true`;

@Injectable()
export class OrderQueries {
  /** Newest first. */
  ofCases(sql: Sql, caseIds: readonly string[]): Promise<OrderRow[]> {
    return sql<OrderRow[]>`
      /* supervisionOrdersOfCases */
      select ${columns(sql)}
      from ${source(sql)}
      where o.case_id = any(${caseIds as string[]})
      order by o.opened_at desc, o.id desc`;
  }

  async byId(sql: Sql, id: string): Promise<OrderRow | null> {
    const [row] = await sql<OrderRow[]>`
      /* supervisionOrder */
      select ${columns(sql)}
      from ${source(sql)}
      where o.id = ${id}`;
    return row ?? null;
  }

  approvals(sql: Sql, orderIds: readonly string[]): Promise<ApprovalRow[]> {
    return sql<ApprovalRow[]>`
      /* approvalsOfOrders */
      select order_id as "orderId", step, approved, comment, by_user as "byId", at
      from supervision_approvals
      where order_id = any(${orderIds as string[]})
      order by step`;
  }

  handovers(sql: Sql, orderIds: readonly string[]): Promise<HandoverRow[]> {
    return sql<HandoverRow[]>`
      /* handoversOfOrders */
      select order_id as "orderId", handed_over_at as at, encode(sha256, 'hex') as sha256, events, encode(last_event_hash, 'hex') as "lastEventHash"
      from supervision_handovers
      where order_id = any(${orderIds as string[]})`;
  }

  linkedCases(sql: Sql, orderIds: readonly string[]): Promise<{ orderId: string; caseId: string }[]> {
    return sql<{ orderId: string; caseId: string }[]>`
      /* linkedCasesOfOrders */
      select order_id as "orderId", case_id as "caseId"
      from supervision_linked_cases
      where order_id = any(${orderIds as string[]})
      order by case_id`;
  }

  inspections(sql: Sql, caseIds: readonly string[]): Promise<InspectionRow[]> {
    return sql<InspectionRow[]>`
      /* inspectionsOfCases */
      select id, case_id as "caseId", note, state, ordered_at as "orderedAt", ordered_by as "orderedById", findings, done_at as "doneAt", done_by as "doneById"
      from inspections
      where case_id = any(${caseIds as string[]})
      order by ordered_at desc, id desc`;
  }

  dutyPhones(sql: Sql, unitIds: readonly string[]): Promise<{ unitId: string; maskedPhone: string }[]> {
    return sql<{ unitId: string; maskedPhone: string }[]>`
      /* dutyPhonesOfUnits */
      select unit_id as "unitId", masked_phone as "maskedPhone"
      from duty_phones
      where unit_id = any(${unitIds as string[]})`;
  }
}
