import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { CaseListener, type CaseRecord, CaseRepository, type EndStatus } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { CallDutyPhone } from './calls/call-duty-phone.js';
import { CloseOrders } from './close-orders.js';
import { OpenOrder } from './open-order.js';
import { OrderRepository } from './order.repository.js';
import { isCentreStep, urgesCallForSupervision } from './supervision.model.js';

const URGENT = 3;
/** Rework for the second time goes to the unit's leader (domain.md section 3.6). */
const REWORKS_CALL_FOR_L2 = 2;
const ENDED_WITH_AN_ANSWER: readonly EndStatus[] = ['CLOSED', 'ANSWERED'];

/** What happens to a case and calls for supervision, or ends it. */
@Injectable()
export class WatchCases extends CaseListener {
  constructor(
    private readonly cases: CaseRepository,
    private readonly orders: OrderRepository,
    private readonly open: OpenOrder,
    private readonly closing: CloseOrders,
    private readonly call: CallDutyPhone,
  ) {
    super();
  }

  /** Many urges raise the priority and open L1, unless somebody has stepped in already. */
  async urged(sql: Sql, record: CaseRecord, urges: { inAll: number; inLastDay: number }, at: Date): Promise<void> {
    if (!urgesCallForSupervision(urges)) return;
    const urgency = Math.max(record.urgency, URGENT);
    if (urgency > record.urgency) await this.raiseUrgency(sql, record, urgency, at);
    const live = await this.orders.liveAbout(sql, record.id, null);
    if (live.some(({ level }) => level < 5)) return;
    const raised = { ...record, urgency };
    const id = await this.open.execute(sql, {
      record: raised,
      level: 1,
      trigger: 'URGES',
      reason: '',
      openedBy: null,
      at,
    });
    await this.call.execute(sql, raised, { orderId: id, unitId: raised.leadUnitId, at });
  }

  async reworked(sql: Sql, record: CaseRecord, reworkNo: number, at: Date): Promise<void> {
    if (reworkNo < REWORKS_CALL_FOR_L2) return;
    const again = { ...record, reworkCount: reworkNo };
    await this.open.execute(sql, { record: again, level: 2, trigger: 'REWORK', reason: '', openedBy: null, at });
  }

  async instructed(sql: Sql, record: CaseRecord, text: string, leaderId: string, at: Date): Promise<string> {
    const id = await this.open.execute(sql, {
      record,
      level: 4,
      trigger: 'INSTRUCTION',
      reason: text,
      openedBy: leaderId,
      at,
    });
    const live = await this.orders.liveAbout(sql, record.id, null);
    const order = id ?? live.find(({ level }) => level === 4)?.id;
    if (!order) throw new Error(`case ${record.number} has no order on level 4`);
    return order;
  }

  coUnitDone(sql: Sql, record: CaseRecord, assignmentId: string, at: Date): Promise<void> {
    return this.closing.afterCoUnit(sql, record, assignmentId, at);
  }

  async stepDone(sql: Sql, record: CaseRecord, clockKind: string, at: Date): Promise<void> {
    if (isCentreStep(clockKind)) await this.closing.afterStep(sql, record, clockKind, at);
  }

  replied(sql: Sql, record: CaseRecord, at: Date): Promise<void> {
    return this.closing.afterReply(sql, record, at);
  }

  ended(sql: Sql, record: CaseRecord, outcome: EndStatus, at: Date): Promise<void> {
    return this.closing.afterEnd(sql, record, ENDED_WITH_AN_ANSWER.includes(outcome), at);
  }

  /** Lists are ordered by it too, so the tasks follow. */
  private async raiseUrgency(sql: Sql, record: CaseRecord, urgency: number, at: Date): Promise<void> {
    await this.cases.update(sql, record.id, { urgency });
    await sql`
      /* raiseUrgencyOfTasks */
      with raised as (
        update tasks
        set urgency = ${urgency}, version = version + 1
        where case_id = ${record.id} and state in ('OPEN', 'CLAIMED', 'COMPLETING')
        returning id
      )
      update task_candidates k
      set urgency = ${urgency}
      from raised
      where k.task_id = raised.id`;
    await appendEvent(sql, {
      type: 'case.urgencyRaised',
      caseId: record.id,
      actor: { kind: 'SYSTEM' },
      body: { oldUrgency: record.urgency, newUrgency: urgency, because: 'URGES' },
      at,
    });
  }
}
