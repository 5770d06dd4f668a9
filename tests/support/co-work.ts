import type { Viewer } from '../../api/src/access/viewer.js';
import type { UseCaseKit } from './use-case-kit.js';

// biome-ignore lint/suspicious/noExplicitAny: rows as they are stored
type Row = any;

/** What tests of cooperating units do again and again: ask for help, work, judge. */
export class CoWork {
  private constructor(
    private readonly kit: UseCaseKit,
    readonly dispatcher: Viewer,
    readonly leadHandler: Viewer,
    /** Handlers of the helpers, by unit. */
    readonly handlers: Readonly<Record<string, Viewer>>,
  ) {}

  /** With a dispatcher, a handler of the lead SWJ, and one of each of the test city's other units. */
  static async open(kit: UseCaseKit): Promise<CoWork> {
    return new CoWork(kit, await kit.person('DI', { unit: 'ZWZX' }), await kit.person('HA', { unit: 'SWJ' }), {
      CGJ: await kit.person('CO', { unit: 'CGJ' }),
      RQGS: await kit.person('HA', { unit: 'RQGS' }),
      HBSQ: await kit.person('HA', { unit: 'HBSQ' }),
    });
  }

  /** @returns ids of the new assignments, in the order of the units */
  async add(caseId: string, units: string[], by: Viewer = this.dispatcher): Promise<string[]> {
    const { AddCoUnits } = await import('../../api/src/features/co-units/add-co-units.js');
    const asked = units.map((code) => ({ unitId: this.kit.units.get(code) ?? '', matter: `请${code}查清沟渠来水` }));
    await this.kit.get(AddCoUnits).execute(caseId, asked, by);
    const rows = await this.shares(caseId);
    return units.map((code) => rows.findLast((row: Row) => row.code === code).id);
  }

  async exit(assignmentId: string, by: Viewer = this.dispatcher, reason = '查明与该单位无关'): Promise<void> {
    const { ExitCoUnit } = await import('../../api/src/features/co-units/exit-co-unit.js');
    await this.kit.get(ExitCoUnit).execute(assignmentId, reason, by);
  }

  shares(caseId: string): Promise<Row[]> {
    return this.kit.sql`
      select a.*, u.code from assignments a join units u on u.id = a.unit_id
      where a.case_id = ${caseId} and a.kind = 'CO' order by a.assigned_at, a.id`;
  }

  async share(id: string): Promise<Row> {
    const [row] = await this.kit
      .sql`select a.*, u.code from assignments a join units u on u.id = a.unit_id where a.id = ${id}`;
    return row;
  }

  /** Oldest first. */
  clocks(assignmentId: string, kind = 'CO_HANDLE'): Promise<Row[]> {
    return this.kit
      .sql`select * from clocks where assignment_id = ${assignmentId} and kind = ${kind} order by started_at, id`;
  }

  /** A step of this share's process reaches people. @returns id of the task */
  async task(elementId: string, assignmentId: string): Promise<string> {
    const { case_id: caseId } = await this.share(assignmentId);
    const job = await this.kit.userTaskJob(elementId, caseId, { subjectId: assignmentId });
    await this.kit.opened(job);
    return (await this.kit.taskOfJob(job.key))?.id ?? '';
  }

  async complete(elementId: string, assignmentId: string, result: object, by: Viewer): Promise<string> {
    const { CompleteTask } = await import('../../api/src/features/tasks/complete-task.js');
    const id = await this.task(elementId, assignmentId);
    await this.kit.get(CompleteTask).execute(id, result, by);
    await this.kit.engineCompleted((await this.kit.task(id)).jobKey);
    return id;
  }

  /** The unit signs and delivers. */
  async delivered(assignmentId: string): Promise<void> {
    const by = this.handlers[(await this.share(assignmentId)).code] as Viewer;
    await this.complete('coAcknowledge', assignmentId, {}, by);
    await this.complete('coHandle', assignmentId, { result: '已封堵排口两处' }, by);
  }

  /** The lead accepts what the unit delivered, or sends it back. */
  judged(assignmentId: string, refusal?: string): Promise<string> {
    const result = refusal ? { coAccepted: 'NO', refusal } : { coAccepted: 'YES' };
    return this.complete('acceptCoResult', assignmentId, result, this.leadHandler);
  }
}
