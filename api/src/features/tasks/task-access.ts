import { Injectable } from '@nestjs/common';
import { demand, may } from '../../access/permissions.js';
import { caseScope, taskScope } from '../../access/scope.js';
import { groupsOf, type Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import type { AppError } from '../../errors/app-error.js';
import { NotPermitted } from '../../errors/app-error.js';
import { DutiesSeparated, OwnCoResult, otherDutyOf } from '../cases/cases.public.js';
import { SameHandoverPerson } from '../supervision/supervision.public.js';
import { SameExtensionPerson } from '../time-limits/time-limits.public.js';
import { dutyOf } from './platform/duties.js';
import { NotACandidate, SecondPersonNeeded, TaskNotFound } from './task.errors.js';
import type { TaskRecord } from './task.model.js';

/** Who may work on which task: candidate groups, separation of duties, the second person. */
@Injectable()
export class TaskAccess {
  /** A task outside my lists is not there; of one that ended, whoever reads its case may hear how. @throws TaskNotFound */
  async demandVisible(sql: Sql, taskId: string, viewer: Viewer): Promise<void> {
    const rows = await sql`
      /* taskInScope */
      select
      from tasks t
      join cases c on c.id = t.case_id
      where t.id = ${taskId}
        and (${taskScope(sql, viewer)} or t.completed_by = ${viewer.id}
          or (t.state not in ('OPEN', 'CLAIMED') and (${caseScope(sql, viewer)})))`;
    if (rows.length === 0) throw new TaskNotFound();
  }

  /** @throws NotPermitted, NotACandidate, DutiesSeparated, SecondPersonNeeded, SameExtensionPerson, SameHandoverPerson, OwnCoResult */
  async demandWorker(
    sql: Sql,
    task: Pick<TaskRecord, 'caseId' | 'kind' | 'subjectId' | 'groups' | 'holderId'>,
    viewer: Viewer,
  ): Promise<void> {
    demand(viewer, 'workTasks');
    const refusal = await this.refusal(sql, task, viewer);
    if (refusal) throw refusal;
  }

  /** Why this person may not work on the task; null when they may. */
  async refusal(
    sql: Sql,
    task: Pick<TaskRecord, 'caseId' | 'kind' | 'subjectId' | 'groups' | 'holderId'>,
    viewer: Viewer,
  ): Promise<AppError | null> {
    if (!may(viewer, 'workTasks')) return new NotPermitted('workTasks');
    const mine = groupsOf(viewer);
    // Who was handed a task works on it whatever their groups.
    if (task.holderId !== viewer.id && !task.groups.some((group) => mine.includes(group)))
      return new NotACandidate(task.groups);
    const duty = dutyOf(task.kind);
    if (duty) {
      const other = await otherDutyOf(sql, task.caseId, viewer.id, duty);
      if (other) return new DutiesSeparated(duty, other);
    }
    return sameHands(sql, task, viewer);
  }

  /** Supervisors hand over any task, others those of their own groups, leaders their unit's: nobody picks who reviews them. */
  mayHandOver(task: Pick<TaskRecord, 'groups'>, viewer: Viewer): boolean {
    if (!may(viewer, 'reassignTask')) return false;
    if (viewer.roles.includes('SU')) return true;
    const mine = groupsOf(viewer);
    const unitPrefix = viewer.roles.includes('UL') && viewer.unitCode ? `unit:${viewer.unitCode}:` : null;
    return task.groups.some((group) => mine.includes(group) || (unitPrefix !== null && group.startsWith(unitPrefix)));
  }
}

/** Where several people must decide one after the other: why this one, who took an earlier step, may not take this one. */
async function sameHands(
  sql: Sql,
  { caseId, kind, subjectId }: Pick<TaskRecord, 'caseId' | 'kind' | 'subjectId'>,
  viewer: Viewer,
): Promise<AppError | null> {
  switch (kind) {
    case 'approveVoid': {
      const rows = await sql`
        /* askedForVoid */
        select
        from voids
        where case_id = ${caseId} and state = 'PENDING' and requested_by = ${viewer.id}`;
      return rows.length > 0 ? new SecondPersonNeeded() : null;
    }
    case 'explainCloseSecond': {
      const rows = await sql`
        /* agreedFirst */
        select
        from explained_closes
        where case_id = ${caseId} and second_by is null and first_by = ${viewer.id}`;
      return rows.length > 0 ? new SecondPersonNeeded() : null;
    }
    case 'acceptCoResult': {
      const [own] = await sql<{ unit: string }[]>`
        /* wroteCoResult */
        select u.name as unit
        from assignments a
        join units u on u.id = a.unit_id
        where a.id = ${subjectId} and a.case_id = ${caseId} and a.result_by = ${viewer.id}`;
      return own ? new OwnCoResult(own.unit) : null;
    }
    case 'approveExtensionUnit':
    case 'approveExtension':
    case 'approveFurtherExtension': {
      const rows = await sql`
        /* askedForExtension */
        select
        from extensions
        where id = ${subjectId} and ${viewer.id} in (requested_by, unit_decided_by)`;
      return rows.length > 0 ? new SameExtensionPerson() : null;
    }
    case 'approveHandoverFirst':
    case 'approveHandoverSecond': {
      const [order] = await sql<{ number: string }[]>`
        /* proposedHandover */
        select o.number
        from supervision_orders o
        where o.id = ${subjectId}
          and (o.opened_by = ${viewer.id} or exists (select from supervision_approvals a where a.order_id = o.id and a.by_user = ${viewer.id}))`;
      return order ? new SameHandoverPerson(order.number) : null;
    }
    default:
      return null;
  }
}
