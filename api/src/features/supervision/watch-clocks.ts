import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import {
  type CaseRecord,
  CaseRepository,
  type CoAssignment,
  CoAssignmentRepository,
  isCoWorkOver,
  isOpen,
} from '../cases/cases.public.js';
import { ClockListener, type ClockNews } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { raiseAlarm } from '../operations/operations.public.js';
import { TellPeople } from '../time-limits/time-limits.public.js';
import { CallDutyPhone } from './calls/call-duty-phone.js';
import { type LateStep, lateStepOf, serviceCentre } from './late-step.js';
import { OpenOrder } from './open-order.js';
import { OrderRepository } from './order.repository.js';
import {
  isCentreStep,
  isLateAtCentre,
  isOrderLimit,
  isUnanswered,
  rungOfClock,
  rungOfOrder,
  type SupervisionLevel,
} from './supervision.model.js';
import { peopleWithRole } from './supervision-people.js';

/** The ladder by clocks: a limit that runs out opens the next level by itself, in the transaction of its alarm. */
@Injectable()
export class WatchClocks extends ClockListener {
  constructor(
    private readonly people: TellPeople,
    private readonly cases: CaseRepository,
    private readonly shares: CoAssignmentRepository,
    private readonly orders: OrderRepository,
    private readonly open: OpenOrder,
    private readonly call: CallDutyPhone,
  ) {
    super();
  }

  async heard(sql: Sql, news: ClockNews): Promise<void> {
    const desk = isLateAtCentre(news.clock.kind, news) ? await this.desk(sql, news) : [];
    await this.people.execute(sql, news, desk);
    const record = await this.cases.get(sql, news.clock.caseId);
    if (!isOpen(record)) return;
    if (isOrderLimit(news.clock.kind)) await this.ofOrder(sql, record, news);
    else await this.ofCase(sql, record, news);
  }

  /** The supervisors; where there are none, that is an alarm. */
  private async desk(sql: Sql, { clock, at }: ClockNews): Promise<string[]> {
    const supervisors = await peopleWithRole(sql, 'SU');
    if (supervisors.length === 0)
      await raiseAlarm(sql, {
        kind: 'NO_SUPERVISOR',
        subject: 'city',
        caseId: clock.caseId,
        details: { clock: clock.kind },
        at,
      });
    return supervisors;
  }

  private async ofCase(sql: Sql, record: CaseRecord, { milestone, clock, at }: ClockNews): Promise<void> {
    const rung = rungOfClock(clock.kind, { milestone, overdueDays: clock.overdueDays });
    if (!rung) return;
    // A co-unit answers for its own limits, the lead for all others.
    const share = clock.assignmentId ? await this.shares.find(sql, clock.assignmentId) : null;
    if (share && isCoWorkOver(share)) return;
    const step = isCentreStep(clock.kind) ? await lateStepOf(sql, record.id, clock.kind) : null;
    if (rung.level > 1) {
      await this.escalate(sql, record, rung.level, { share, step, from: clock.kind, at });
      return;
    }
    const live = await this.orders.liveAbout(sql, record.id, share?.id ?? null, step?.kind);
    const own = live.filter(({ level }) => level < 5);
    const opened = { record, ...rung, reason: '', openedBy: null, share, step, at };
    const orderId = own[0]?.id ?? (await this.open.execute(sql, opened));
    const centre = step ? await serviceCentre(sql) : null;
    const unitId = step ? (centre?.unitId ?? null) : (share?.unitId ?? record.leadUnitId);
    await this.call.execute(sql, record, { orderId, unitId, at });
  }

  private async ofOrder(sql: Sql, record: CaseRecord, { milestone, clock, at }: ClockNews): Promise<void> {
    const order = clock.subjectId ? await this.orders.find(sql, clock.subjectId) : null;
    if (!order || !isUnanswered(order)) return;
    if (milestone === 'RED') {
      const leaders = clock.kind === 'LEADER_INSTRUCTION' ? await peopleWithRole(sql, 'LD') : [];
      await notify(sql, {
        userIds: [...(await peopleWithRole(sql, 'SU')), ...leaders],
        caseId: record.id,
        kind: 'supervision.unanswered',
        details: { level: order.level, order: order.number, orderId: order.id, clock: clock.kind },
        at,
      });
    }
    const rung = rungOfOrder(order, clock.kind, { milestone, overdueDays: clock.overdueDays });
    if (!rung) return;
    const share = order.assignmentId ? await this.shares.find(sql, order.assignmentId) : null;
    const step = order.step ? await lateStepOf(sql, record.id, order.step) : null;
    await this.escalate(sql, record, rung.level, { share, step, from: order.number, at });
  }

  /** @param cause.from the limit or the order that nobody heeded */
  private async escalate(
    sql: Sql,
    record: CaseRecord,
    level: SupervisionLevel,
    { share, step, from, at }: { share: CoAssignment | null; step: LateStep | null; from: string; at: Date },
  ): Promise<void> {
    const live = await this.orders.liveAbout(sql, record.id, share?.id ?? null, step?.kind);
    if (live.some((order) => order.level < 5 && order.level >= level)) return;
    const opened = { record, level, trigger: 'UNANSWERED', reason: '', openedBy: null, share, step, at } as const;
    const id = await this.open.execute(sql, opened);
    await appendEvent(sql, {
      type: 'case.supervisionEscalated',
      caseId: record.id,
      actor: { kind: 'ENGINE' },
      body: {
        orderId: id,
        oldLevel: live.find((order) => order.level < 5)?.level ?? 0,
        newLevel: level,
        by: 'CLOCK',
        from,
        ...(share && { unit: share.unitCode, unitName: share.unitName, assignmentId: share.id }),
        ...(step && { step: step.kind }),
      },
      at,
    });
  }
}
