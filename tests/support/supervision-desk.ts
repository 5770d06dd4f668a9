import type { Viewer } from '../../api/src/access/viewer.js';
import type { UseCaseKit } from './use-case-kit.js';

/** Of the test city: the centre's desk and the water authority. */
export interface SupervisionPeople {
  supervisor: Viewer;
  otherSupervisor: Viewer;
  leader: Viewer;
  handler: Viewer;
  unitLeader: Viewer;
  auditor: Viewer;
  administrator: Viewer;
}

export interface StoredOrder {
  id: string;
  number: string;
  level: number;
  requested_level: number;
  trigger: string;
  state: string;
  at_desk: boolean;
  reason: string;
  unit_id: string | null;
  step: string | null;
  opened_by: string | null;
  instance_key: string | null;
  closed_at: Date | null;
  refusal: string | null;
  instruction: string | null;
  minutes: string | null;
  signed_by: string | null;
  answered_by: string | null;
  accepted_by: string | null;
  accepted_at: Date | null;
}

/** What tests of supervision do again and again: time passes, alarms ring, people answer. */
export class SupervisionDesk {
  private constructor(
    private readonly kit: UseCaseKit,
    readonly people: SupervisionPeople,
  ) {}

  static async open(kit: UseCaseKit): Promise<SupervisionDesk> {
    const at = (unit: string) => ({ unit });
    const desk = new SupervisionDesk(kit, {
      supervisor: await kit.person('SU', at('ZWZX')),
      otherSupervisor: await kit.person('SU', at('ZWZX')),
      leader: await kit.person('LD'),
      handler: await kit.person('HA', at('SWJ')),
      unitLeader: await kit.person('UL', at('SWJ')),
      auditor: await kit.person('AU'),
      administrator: await kit.person('AD'),
    });
    const { SetDutyPhone } = await import('../../api/src/features/supervision/set-duty-phone.js');
    for (const unit of ['SWJ', 'ZWZX'])
      await kit.get(SetDutyPhone).execute(kit.units.get(unit) ?? '', '19900008888', desk.people.administrator);
    return desk;
  }

  orders(caseId: string): Promise<StoredOrder[]> {
    return this.kit.sql<
      StoredOrder[]
    >`select * from supervision_orders where case_id = ${caseId} order by opened_at, level`;
  }

  async order(caseId: string, level: number): Promise<StoredOrder> {
    const found = (await this.orders(caseId)).findLast((order) => order.level === level);
    if (!found) throw new Error(`case ${caseId} has no order of level ${level}`);
    return found;
  }

  /** Starts a clock of the case and lets its alarm ring once at each given working-day milestone. */
  async clock(caseId: string, kind: string, subjectId: string | null = null): Promise<{ id: string; due_at: Date }> {
    const { ClockLedger } = await import('../../api/src/features/clocks/clocks.public.js');
    const clock = await this.kit.database.inTransaction((sql) =>
      this.kit.get(ClockLedger).start(sql, { caseId, kind: kind as never, startedAt: this.kit.clock.now(), subjectId }),
    );
    if (!clock) throw new Error(`case ${caseId} has no span for ${kind}`);
    return { id: clock.id, due_at: clock.dueAt };
  }

  /** The alarm rings at this moment and tells all that is due by then. */
  async ring(caseId: string, clockId: string, at: string | Date): Promise<void> {
    const { ClockTickJob } = await import('../../api/src/features/clocks/clocks.public.js');
    this.kit.clock.set(typeof at === 'string' ? at : at.toISOString());
    await this.kit.job(ClockTickJob, 'clockTick', caseId, { clockId });
  }

  /** A limit of the case's unit runs out now. */
  async turnRed(caseId: string, kind = 'HANDLE'): Promise<{ id: string; due_at: Date }> {
    const clock = await this.clock(caseId, kind);
    await this.ring(caseId, clock.id, clock.due_at);
    return clock;
  }

  /** The engine's decision, as the job gets it. @returns the level it answers */
  async decide(caseId: string, orderId: string, entryLevel: number | null): Promise<number> {
    const { SetSupervisionLevelJob } = await import('../../api/src/features/supervision/set-supervision-level.job.js');
    const { level } = await this.kit.job(SetSupervisionLevelJob, 'setSupervisionLevel', caseId, {
      subjectId: orderId,
      entryLevel,
    });
    return level;
  }

  /** A step of case-supervision reaches people. @returns id of the task */
  async task(elementId: string, caseId: string, subjectId: string): Promise<string> {
    const job = await this.kit.userTaskJob(elementId, caseId, { subjectId });
    await this.kit.opened(job);
    return (await this.kit.taskOfJob(job.key))?.id ?? '';
  }

  async complete(
    elementId: string,
    { caseId, orderId }: { caseId: string; orderId: string },
    result: Record<string, unknown>,
    by: Viewer,
  ): Promise<string> {
    const { CompleteTask } = await import('../../api/src/features/tasks/complete-task.js');
    const id = await this.task(elementId, caseId, orderId);
    await this.kit.get(CompleteTask).execute(id, result, by);
    await this.kit.engineCompleted((await this.kit.task(id)).jobKey);
    return id;
  }

  /** The unit answers and a supervisor accepts. */
  async answered(caseId: string, orderId: string): Promise<void> {
    const of = { caseId, orderId };
    await this.complete('answerSupervision', of, { answer: '已派员维修，今日办结' }, this.people.handler);
    await this.complete('reviewSupervision', of, { answerSufficient: 'YES' }, this.people.supervisor);
  }

  /** The case's reply goes out. */
  async replied(caseId: string, assignmentId: string): Promise<void> {
    const { SendReplyJob } = await import('../../api/src/features/cases/cases.public.js');
    await this.kit.sql`update cases set reply_text = '已修复' where id = ${caseId}`;
    await this.kit.job(SendReplyJob, 'sendReply', caseId, { assignmentId });
  }

  /** Messages that went to the outbox for this case, by name. */
  async messages(caseId: string, name: string): Promise<Record<string, unknown>[]> {
    const rows = await this.kit.outbox(caseId);
    return rows.filter(({ command }) => command.name === name).map(({ command }) => command.variables as never);
  }

  // biome-ignore lint/suspicious/noExplicitAny: rows as they are stored
  calls(caseId: string): Promise<any[]> {
    return this.kit.sql`select * from outbound_calls where case_id = ${caseId} order by created_at`;
  }

  // biome-ignore lint/suspicious/noExplicitAny: rows as they are stored
  alarms(kind: string): Promise<any[]> {
    return this.kit.sql`select * from ops_alarms where kind = ${kind} and resolved_at is null order by raised_at`;
  }
}
