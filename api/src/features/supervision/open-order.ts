import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import type { Sql } from '../../database/database.js';
import {
  AssignmentRepository,
  type CaseRecord,
  type CoAssignment,
  ExceptionalAct,
  peopleOfUnitInCase,
} from '../cases/cases.public.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { raiseAlarm } from '../operations/operations.public.js';
import { type LateStep, serviceCentre } from './late-step.js';
import { OrderRepository } from './order.repository.js';
import { nextOrderNumber } from './order-number.js';
import {
  answerLimitRunsAtOnce,
  type Misconduct,
  type SupervisionLevel,
  type SupervisionTrigger,
} from './supervision.model.js';
import { peopleOfUnit, peopleWithRole } from './supervision-people.js';

export interface NewOrder {
  record: CaseRecord;
  level: SupervisionLevel;
  trigger: SupervisionTrigger;
  /** In words; needed where a person opens it. */
  reason: string;
  /** Null: the platform itself. */
  openedBy: string | null;
  misconduct?: Misconduct | null;
  linkedCaseIds?: string[];
  /** About a co-unit's share of the case, which that unit answers for; else the lead does. */
  share?: CoAssignment | null;
  /** About a late step of the centre, which those answer for whom it stands with. */
  step?: LateStep | null;
  at: Date;
}

interface Answerers {
  unitId: string | null;
  unitCode: string;
  handlers: number;
  leaders: number;
}

type AnsweringUnit = { unitId: string; unitCode: string; officeClass: OfficeClass } | null;

/**
 * Opens an order within the transaction of what calls for it: the row, its limit, the event, the notices, and the process
 * case-supervision, whose decision may raise the level.
 */
@Injectable()
export class OpenOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly assignments: AssignmentRepository,
    private readonly ledger: ClockLedger,
    private readonly act: ExceptionalAct,
  ) {}

  /** @param order.record locked @returns the order's id; null where the case is supervised on this level already */
  async execute(sql: Sql, order: NewOrder): Promise<string | null> {
    const { record, level, trigger, at } = order;
    const { share = null, step = null } = order;
    const answering: AnsweringUnit = step
      ? await serviceCentre(sql)
      : (share ?? (await this.assignments.liveLead(sql, record.id)));
    const answerers = await answerersOf(sql, answering, step);
    const atDesk = answerers.handlers === 0;
    const id = uuid();
    const number = await nextOrderNumber(sql, at);
    const inserted = await sql`
      /* insertSupervisionOrder */
      insert into supervision_orders (id, number, case_id, assignment_id, step, level, requested_level, trigger, reason, unit_id, at_desk, state, opened_by, opened_at, misconduct)
      values (${id}, ${number}, ${record.id}, ${share?.id ?? null}, ${step?.kind ?? null}, ${level}, ${level}, ${trigger}, ${order.reason}, ${answerers.unitId}, ${atDesk}, 'OPEN',
        ${order.openedBy}, ${at}, ${order.misconduct ?? null})
      on conflict (case_id, level, coalesce(assignment_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(step, ''))
        where state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED') do nothing
      returning id`;
    if (inserted.length === 0) return null;
    const linked = (order.linkedCaseIds ?? []).map((caseId) => ({ order_id: id, case_id: caseId }));
    if (linked.length > 0)
      await sql`
        /* linkCases */
        insert into supervision_linked_cases ${sql(linked)}`;
    await this.orders.showOnCase(sql, record.id);
    if (answerLimitRunsAtOnce(level))
      await this.ledger.start(sql, {
        caseId: record.id,
        kind: 'SUPERVISION_ANSWER',
        startedAt: at,
        subjectId: id,
        assignmentId: share?.id ?? null,
        ...(answering && { officeClass: answering.officeClass }),
      });
    await appendEvent(sql, {
      type: level === 5 ? 'case.disciplineProposed' : 'case.supervisionOpened',
      caseId: record.id,
      actor: order.openedBy ? { kind: 'USER', id: order.openedBy } : { kind: 'SYSTEM' },
      body: {
        order: number,
        orderId: id,
        level,
        trigger,
        atDesk,
        ...(share && { unit: share.unitCode, unitName: share.unitName, assignmentId: share.id }),
        ...(step && { step: step.kind }),
        ...(order.misconduct && { misconduct: order.misconduct }),
      },
      personal: { reason: order.reason },
      at,
    });
    await this.tell(sql, order, { id, number, answerers });
    await this.act.start(sql, {
      caseId: record.id,
      message: 'msg.supervision.open',
      correlationKey: id,
      id,
      variables: {
        caseNumber: record.number,
        subjectId: id,
        ...(share && { assignmentId: share.id }),
        requestedLevel: level,
        leadUnit: answerers.unitCode,
        answerer: atDesk ? 'DESK' : step ? 'STEP' : 'UNIT',
        signer: answerers.leaders === 0 ? 'DESK' : step ? 'HEAD' : 'UNIT',
        stepGroups: step?.groups ?? [],
        ...(await entryFacts(sql, order, linked.length)),
      },
    });
    return id;
  }

  /**
   * The unit, the supervisors, the leaders from L4 on; of a step of the centre those it stands with, and its head from L2 on.
   * Where nobody can be told, the duty desk and an alarm take over.
   */
  private async tell(
    sql: Sql,
    { record, level, share, step, at }: NewOrder,
    { id, number, answerers }: { id: string; number: string; answerers: Answerers },
  ): Promise<void> {
    const supervisors = await peopleWithRole(sql, 'SU');
    const leaders = level >= (step ? 2 : 4) ? await peopleWithRole(sql, 'LD') : [];
    const ofUnit = answerers.unitId && level < 5 ? (step?.people ?? (await peopleOfUnit(sql, answerers.unitId))) : [];
    // Who works for a co-unit need not be one of its handlers.
    const atWork = share && level < 5 ? await peopleOfUnitInCase(sql, record.id, share.unitId) : [];
    await notify(sql, {
      userIds: [...ofUnit, ...atWork, ...supervisors, ...leaders],
      caseId: record.id,
      kind: 'supervision.opened',
      details: { level, order: number, orderId: id },
      at,
    });
    const alarm = (kind: 'NO_HANDLER' | 'NO_UNIT_LEADER' | 'NO_SUPERVISOR' | 'NO_LEADER', subject: string) =>
      raiseAlarm(sql, { kind, subject, caseId: record.id, details: { order: number, unit: answerers.unitCode }, at });
    if (answerers.unitId && answerers.handlers === 0) await alarm('NO_HANDLER', answerers.unitId);
    if (answerers.unitId && answerers.leaders === 0 && !step) await alarm('NO_UNIT_LEADER', answerers.unitId);
    if (supervisors.length === 0) await alarm('NO_SUPERVISOR', 'city');
    if (level === (step ? 2 : 4) && leaders.length === 0) await alarm('NO_LEADER', 'city');
  }
}

async function answerersOf(sql: Sql, answering: AnsweringUnit, step: LateStep | null): Promise<Answerers> {
  if (!answering) return { unitId: null, unitCode: '', handlers: 0, leaders: 0 };
  const { unitId, unitCode } = answering;
  if (step)
    return { unitId, unitCode, handlers: step.people.length, leaders: (await peopleWithRole(sql, 'LD')).length };
  const [handlers, leaders] = await Promise.all([peopleWithRole(sql, 'HA', unitId), peopleWithRole(sql, 'UL', unitId)]);
  return { unitId, unitCode, handlers: handlers.length, leaders: leaders.length };
}

/** What dmn_supervision_entry decides by. A level that a person chose stands as chosen, unless they report a risk. */
async function entryFacts(sql: Sql, { record, trigger, share, step }: NewOrder, linked: number) {
  // Reworks and disputes are the lead's; its helpers and the centre begin at the first level.
  const chosen = trigger === 'MANUAL' || (share ?? step ?? null) !== null;
  const [facts] = await sql<{ unitsInDispute: number; duplicates: number }[]>`
    /* supervisionEntryFacts */
    select (select count(distinct unit_id)::int from assignments where case_id = ${record.id} and status = 'RETURNED') as "unitsInDispute",
      (select count(*)::int from cases where duplicate_of = ${record.id}) as duplicates`;
  return {
    red: trigger === 'RED' ? 'YES' : 'NO',
    reworkNo: chosen ? 0 : record.reworkCount,
    unitsInDispute: chosen ? 0 : (facts?.unitsInDispute ?? 0),
    linkedCases: chosen ? 0 : linked + (facts?.duplicates ?? 0),
    instruction: trigger === 'INSTRUCTION' ? 'YES' : 'NO',
    massRisk: trigger === 'RISK' ? 'YES' : 'NO',
  };
}
