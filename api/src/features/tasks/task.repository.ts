import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { TaskNotFound } from './task.errors.js';
import type { TaskRecord } from './task.model.js';

const columns = (sql: Sql) => sql`
  t.id, t.case_id as "caseId", t.assignment_id as "assignmentId", t.subject_id as "subjectId", t.engine_id as "engineId", t.job_key::text as "jobKey", t.kind, t.name,
  t.form_id as "formId", t.form_version as "formVersion", t.clock_kind as "clockKind", t.state, t.holder_id as "holderId",
  holder.name as "holderName", t.completed_by as "completedById", completer.name as "completedByName",
  array(select k.group_name from task_candidates k where k.task_id = t.id order by k.group_name) as groups`;

@Injectable()
export class TaskRepository {
  /** Locks the case first and the task then, always in this order. @throws TaskNotFound */
  async get(sql: Sql, id: string): Promise<TaskRecord> {
    const [, record] = await Promise.all([
      sql`
        /* lockCaseOfTask */
        select
        from cases c
        where c.id = (select case_id from tasks where id = ${id})
        for no key update`.execute(),
      this.locked(sql, id),
    ]);
    return record;
  }

  /**
   * The task of the engine's job unless it has ended, locked as by `get`. Null also when the job never became a task of ours.
   * The end is final, so nothing is locked for it: the records tell of it again, many in one transaction, while people go on
   * with the same cases.
   */
  async findLiveByJob(sql: Sql, engineId: number, jobKey: string): Promise<TaskRecord | null> {
    const [known] = await sql<{ id: string }[]>`
      /* findTaskOfJob */
      select id
      from tasks
      where engine_id = ${engineId} and job_key = ${jobKey} and state in ('OPEN', 'CLAIMED', 'COMPLETING')`;
    return known ? this.get(sql, known.id) : null;
  }

  private async locked(sql: Sql, id: string): Promise<TaskRecord> {
    const [record] = await sql<TaskRecord[]>`
      /* getTask */
      select ${columns(sql)}
      from tasks t
      left join users holder on holder.id = t.holder_id
      left join users completer on completer.id = t.completed_by
      where t.id = ${id}
      for no key update of t`;
    if (!record) throw new TaskNotFound();
    return record;
  }

  async claim(sql: Sql, id: string, userId: string, at: Date): Promise<void> {
    await sql`
      /* claimTask */
      update tasks
      set state = 'CLAIMED', holder_id = ${userId}, claimed_at = ${at}, version = version + 1
      where id = ${id}`;
  }

  async release(sql: Sql, id: string): Promise<void> {
    await sql`
      /* releaseTask */
      update tasks
      set state = 'OPEN', holder_id = null, claimed_at = null, version = version + 1
      where id = ${id}`;
  }

  async saveDraft(sql: Sql, id: string, draft: unknown, at: Date): Promise<void> {
    await sql`
      /* saveDraft */
      update tasks
      set draft = ${sql.json(draft as never)}, draft_saved_at = ${at}
      where id = ${id}`;
  }

  /** Never over another draft. */
  async saveFirstDraft(sql: Sql, id: string, draft: unknown, at: Date): Promise<void> {
    await sql`
      /* saveFirstDraft */
      update tasks
      set draft = ${sql.json(draft as never)}, draft_saved_at = ${at}
      where id = ${id} and draft is null`;
  }

  async submit(sql: Sql, id: string, result: unknown, userId: string): Promise<void> {
    await Promise.all([
      sql`
        /* submitTask */
        update tasks
        set state = 'COMPLETING', result = ${sql.json(result as never)}, completed_by = ${userId}, version = version + 1
        where id = ${id}`.execute(),
      this.takeOffLists(sql, id),
    ]);
  }

  async end(sql: Sql, id: string, state: 'COMPLETED' | 'CANCELED' | 'REFUSED', at: Date): Promise<void> {
    await Promise.all([
      sql`
        /* endTask */
        update tasks
        set state = ${state}, ended_at = ${at}, version = version + 1
        where id = ${id}`.execute(),
      this.takeOffLists(sql, id),
    ]);
  }

  private async takeOffLists(sql: Sql, id: string): Promise<void> {
    await sql`
      /* takeTaskOffLists */
      delete from task_candidates
      where task_id = ${id}`;
  }
}
