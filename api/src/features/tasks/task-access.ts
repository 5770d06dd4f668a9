import { Injectable } from '@nestjs/common';
import { demand, may } from '../../access/permissions.js';
import { caseScope, taskScope } from '../../access/scope.js';
import { groupsOf, type Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import type { AppError } from '../../errors/app-error.js';
import { NotPermitted } from '../../errors/app-error.js';
import { DutiesSeparated, dutiesOf } from '../cases/cases.public.js';
import { dutyOf } from './platform/duties.js';
import { refusedToSamePerson } from './second-persons.js';
import { NotACandidate, TaskNotFound } from './task.errors.js';
import type { TaskRecord } from './task.model.js';

type AskedTask = Pick<TaskRecord, 'id' | 'caseId' | 'kind' | 'subjectId' | 'groups' | 'holderId'>;

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

  /** @throws NotPermitted, NotACandidate, DutiesSeparated, SecondPersonNeeded, SameExtensionPerson, SameHandoverPerson */
  async demandWorker(sql: Sql, task: AskedTask, viewer: Viewer): Promise<void> {
    demand(viewer, 'workTasks');
    const [refusal] = await this.refusals(sql, [task], viewer);
    if (refusal) throw refusal;
  }

  /** Why this person may not work on each of the tasks, in their order; null where they may. Few questions for a whole list. */
  async refusals(sql: Sql, tasks: readonly AskedTask[], viewer: Viewer): Promise<(AppError | null)[]> {
    if (!may(viewer, 'workTasks')) return tasks.map(() => new NotPermitted('workTasks'));
    const mine = groupsOf(viewer);
    // Who was handed a task works on it whatever their groups.
    const candidate = ({ holderId, groups }: AskedTask) =>
      holderId === viewer.id || groups.some((group) => mine.includes(group));
    const asked = tasks.filter(candidate);
    const duties = await dutiesOf(
      sql,
      asked.filter(({ kind }) => dutyOf(kind)).map(({ caseId }) => caseId),
      viewer.id,
    );
    const samePerson = await refusedToSamePerson(sql, asked, viewer.id);
    return tasks.map((task) => {
      if (!candidate(task)) return new NotACandidate(task.groups);
      const duty = dutyOf(task.kind);
      const other = duty && duties.get(task.caseId)?.find((each) => each !== duty);
      if (duty && other) return new DutiesSeparated(duty, other);
      return samePerson.get(task.id) ?? null;
    });
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
