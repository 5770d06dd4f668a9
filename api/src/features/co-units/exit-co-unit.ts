import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import {
  actsForLead,
  CaseListener,
  CaseRepository,
  CoAssignmentNotFound,
  CoAssignmentRepository,
  peopleOfUnitInCase,
  requiredText,
} from '../cases/cases.public.js';
import { ClockLedger } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { EndTask, TaskRepository } from '../tasks/tasks.public.js';
import { NotYourUnitsCase } from '../time-limits/time-limits.public.js';

@Injectable()
export class ExitCoUnit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly shares: CoAssignmentRepository,
    private readonly clocks: ClockLedger,
    private readonly tasks: TaskRepository,
    private readonly endTask: EndTask,
    private readonly listener: CaseListener,
  ) {}

  /**
   * A co-unit leaves: its tasks leave the lists in this transaction, its limits and orders end, and the engine is told to
   * cancel its process. One that the engine has not started yet is cancelled at its first task.
   * @returns id of the case @throws NotPermitted, InvalidInput, CoAssignmentNotFound, CoAssignmentEnded, CaseEnded, NotYourUnitsCase
   */
  execute(assignmentId: string, reason: string, viewer: Viewer): Promise<string> {
    demand(viewer, 'exitCoUnit');
    const words = requiredText('reason', reason);
    return this.database.inTransaction(async (sql) => {
      const caseId = await caseOf(sql, assignmentId);
      const record = await this.cases.getOpen(sql, caseId);
      if (!actsForLead(viewer, record.leadUnitId)) throw new NotYourUnitsCase(record.number);
      const share = await this.shares.getLive(sql, { id: assignmentId, caseId });
      const at = this.clock.now();
      const told = await peopleOfUnitInCase(sql, caseId, share.unitId);
      await this.shares.exit(sql, assignmentId, words, viewer.id, at);
      await this.endWork(sql, caseId, assignmentId);
      await this.clocks.end(sql, caseId, ['SIGN', 'CO_HANDLE'], 'STOPPED', at, assignmentId);
      const about = { unit: share.unitCode, unitName: share.unitName, assignmentId };
      await appendEvent(sql, {
        type: 'case.coUnitExited',
        caseId,
        actor: { kind: 'USER', id: viewer.id },
        body: about,
        personal: { reason: words, matter: share.matter },
        at,
      });
      const lead = record.leadUnitId ? await peopleOfUnitInCase(sql, caseId, record.leadUnitId) : [];
      await notify(sql, { userIds: [...told, ...lead], caseId, kind: 'case.coUnitExited', details: about, at });
      await this.listener.coUnitDone(sql, record, assignmentId, at);
      return caseId;
    });
  }

  private async endWork(sql: Sql, caseId: string, assignmentId: string): Promise<void> {
    const tasks = await sql<{ id: string; live: boolean; engineId: number; instanceKey: string }[]>`
      /* tasksOfCoUnit */
      select id, state in ('OPEN', 'CLAIMED', 'COMPLETING') as live, engine_id as "engineId", instance_key::text as "instanceKey"
      from tasks
      where case_id = ${caseId} and assignment_id = ${assignmentId} and process_id = 'co-handling'
      order by created_at desc, id desc`;
    for (const { id } of tasks.filter(({ live }) => live))
      await this.endTask.cancel(sql, await this.tasks.get(sql, id));
    const [latest] = tasks;
    if (!latest) return;
    await appendToOutbox(sql, {
      lane: caseId,
      kind: 'CANCEL_INSTANCE',
      engineId: latest.engineId,
      caseId,
      command: { instanceKey: latest.instanceKey },
    });
  }
}

/** @throws CoAssignmentNotFound */
async function caseOf(sql: Sql, assignmentId: string): Promise<string> {
  const [row] = await sql<{ caseId: string }[]>`
    /* caseOfCoUnit */
    select case_id as "caseId"
    from assignments
    where id = ${assignmentId} and kind = 'CO'`;
  if (!row) throw new CoAssignmentNotFound();
  return row.caseId;
}
