import { Injectable } from '@nestjs/common';
import type { FieldValue } from '../../../../common/src/forms/field-value.js';
import type { FormField } from '../../../../common/src/forms/form-schema.js';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { attachDocuments } from '../attachments/attachments.public.js';
import type { TaskRecord } from './task.model.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Picked = Readonly<Record<string, FieldValue>>;
type About = { task: TaskRecord; viewer: Viewer };

/** What a person chose in the pickers of a form, against what is there: a picker shows a choice, it proves nothing. */
@Injectable()
export class PickedValues {
  /** Every category and unit in use, every case in sight, every file theirs to give or the case's own. @throws InvalidInput naming fields */
  async demand(sql: Sql, fields: readonly FormField[], values: Picked, about: About): Promise<void> {
    const problems: Record<string, string> = {};
    for (const field of fields) {
      const value = values[field.key];
      if (field.picker === null || value === undefined) continue;
      if (!(await this.isThere(sql, field.picker, value, about))) problems[field.key] = 'notThere';
    }
    if (Object.keys(problems).length > 0)
      throw new InvalidInput('Something that was chosen is not there any more, or out of sight.', problems);
  }

  /** Hangs the files of a form on the task's case. @returns ids of all files the form names */
  async attach(
    sql: Sql,
    fields: readonly FormField[],
    values: Picked,
    { task, viewer }: About,
    at: Date,
  ): Promise<string[]> {
    const ids = fields.flatMap(({ picker, key }) => (picker === 'attachments' ? idsOf(values[key]) : []));
    if (ids.length === 0) return [];
    const uploaders = await this.givers(sql, task, viewer);
    await attachDocuments(sql, { caseId: task.caseId, ids, uploaders }, viewer.id, at);
    return ids;
  }

  private async isThere(
    sql: Sql,
    picker: NonNullable<FormField['picker']>,
    value: FieldValue,
    { task, viewer }: About,
  ): Promise<boolean> {
    if (picker === 'attachments') return this.areFilesThere(sql, idsOf(value), task, viewer);
    const text = String(value);
    const found = {
      category: () => sql`/* isCategoryThere */ select from categories where code = ${text} and active`,
      unit: () => sql`/* isUnitThere */ select from units where code = ${text} and active`,
      case: () => sql`
        /* isCaseInSight */
        select
        from cases c
        where c.number = ${text.toUpperCase()} and (${caseScope(sql, viewer)})`,
    };
    return (await found[picker]()).length > 0;
  }

  private async areFilesThere(sql: Sql, ids: string[], task: TaskRecord, viewer: Viewer): Promise<boolean> {
    if (!ids.every((id) => UUID.test(id))) return false;
    const uploaders = await this.givers(sql, task, viewer);
    const rows = await sql`
      /* filesToGive */
      select
      from attachments
      where id = any(${ids}) and (case_id = ${task.caseId} or (case_id is null and uploaded_by = any(${uploaders})))
      for no key update`;
    return rows.length === new Set(ids.map((id) => id.toLowerCase())).size;
  }

  /** Who may have uploaded the files of this task: the person, and those who held it before and left their draft. */
  private async givers(sql: Sql, task: TaskRecord, viewer: Viewer): Promise<string[]> {
    const rows = await sql<{ id: string }[]>`
      /* earlierHolders */
      select distinct case type when 'task.released' then actor_id::text else body ->> 'from' end as id
      from events
      where case_id = ${task.caseId} and task_id = ${task.id} and type in ('task.released', 'task.reassigned')`;
    return [viewer.id, ...rows.map(({ id }) => id).filter((id) => id !== null)];
  }
}

const idsOf = (value: FieldValue | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
