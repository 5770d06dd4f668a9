import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import type { MigratedJob, UserTaskJob } from '../../process-engine/user-task-listener.js';
import { appendEvent } from '../events/events.public.js';
import { ProcessModels } from '../processes/processes.public.js';
import type { TaskRecord } from './task.model.js';
import { TaskRepository } from './task.repository.js';
import { taskChanged } from './task-changed.js';

/** What the version that runs now says of the step. */
interface StepFacts {
  kind: string;
  name: string;
  status: string | undefined;
  phase: string | undefined;
}

interface AdoptedFacts extends StepFacts {
  form: { id: string; version: number } | null;
  groups: string[];
  assignmentId: string | null;
}

/** A task goes to another version of its process: its holder, its draft and its clock stay. */
@Injectable()
export class MoveTask {
  constructor(
    private readonly clock: Clock,
    private readonly tasks: TaskRepository,
    private readonly models: ProcessModels,
  ) {}

  /** In place: the same job, with the form it was opened with; what the step means is the new version's word. */
  async inPlace(sql: Sql, job: MigratedJob): Promise<void> {
    const task = await this.tasks.findLiveByJob(sql, job.engineId, job.key);
    if (!task) return;
    const step = await this.models.step(sql, job.engineId, job.definitionKey, job.elementId);
    const rows = await sql`
      /* moveTaskInPlace */
      update tasks
      set element_id = ${job.elementId}, process_id = ${job.processId}, process_version = ${job.processVersion},
        kind = ${step ? (step.headers.task ?? 'form') : task.kind}, name = ${step?.name ?? task.name},
        status = ${step ? (step.headers.status ?? null) : sql`status`}, phase = ${step ? (step.headers.phase ?? null) : sql`phase`},
        version = version + 1
      where id = ${task.id} and (element_id, process_version) is distinct from (${job.elementId}, ${job.processVersion}::integer)
      returning id`;
    if (rows.length > 0) await this.tell(sql, task, job, task.groups, 'IN_PLACE');
  }

  /**
   * Re-seated: the job takes the place of the one that was cancelled with its instance, known by (process, element, assignment). A result
   * that waits for the engine goes to the new job.
   * @returns false where there is no such task, so that it is a new one
   */
  async adopt(sql: Sql, job: UserTaskJob, facts: AdoptedFacts): Promise<boolean> {
    if (!job.reseatId) return false;
    const taskId = await this.findOrphan(sql, job, facts.assignmentId);
    if (!taskId) return false;
    const task = await this.tasks.get(sql, taskId);
    await Promise.all([
      sql`
        /* adoptTask */
        update tasks
        set job_key = ${job.key}, instance_key = ${job.instanceKey}, element_instance_key = ${job.elementInstanceKey},
          element_id = ${job.elementId}, process_version = ${job.processVersion}, kind = ${facts.kind}, name = ${facts.name},
          form_id = ${facts.form?.id ?? null}, form_version = ${facts.form?.version ?? null}, status = ${facts.status ?? null},
          phase = ${facts.phase ?? null}, version = version + 1
        where id = ${task.id}`.execute(),
      sql`
        /* handResultToNewJob */
        update outbox
        set command = jsonb_set(command, '{jobKey}', to_jsonb(${job.key}::text))
        where task_id = ${task.id} and kind = 'COMPLETE_JOB' and state in ('PENDING', 'POISONED')`.execute(),
    ]);
    const groups = task.state === 'COMPLETING' ? task.groups : await this.putOnOtherLists(sql, task, facts.groups);
    await this.tell(sql, task, job, groups, 'RESEAT');
    return true;
  }

  /** The task that waits for this job: of the cancelled instance, at the element that this one was started for. */
  private async findOrphan(sql: Sql, job: UserTaskJob, assignmentId: string | null): Promise<string | null> {
    const [move] = await sql<{ instanceKey: string; elements: string[] }[]>`
      /* takeSeat */
      update instance_moves m
      set new_instance_key = coalesce(m.new_instance_key, ${job.instanceKey}::bigint)
      where m.id = ${job.reseatId ?? null} and m.engine_id = ${job.engineId} and m.process_id = ${job.processId}
        and m.outcome is null and m.create_sent_at is not null and (m.new_instance_key is null or m.new_instance_key = ${job.instanceKey})
      returning m.instance_key::text as "instanceKey",
        array(select s ->> 'from' from jsonb_array_elements(m.seats) as s where s ->> 'to' = ${job.elementId}) as elements`;
    if (!move || move.elements.length === 0) return null;
    const [task] = await sql<{ id: string }[]>`
      /* findTaskToAdopt */
      select id
      from tasks
      where engine_id = ${job.engineId} and instance_key = ${move.instanceKey} and process_id = ${job.processId}
        and element_id = any(${move.elements}) and assignment_id is not distinct from ${assignmentId}::uuid
        and subject_id is not distinct from ${job.subjectId}::uuid and state in ('OPEN', 'CLAIMED', 'COMPLETING')
      order by created_at, id
      limit 1`;
    return task?.id ?? null;
  }

  /** Whoever may take it now is the new version's word; who holds it goes on. */
  private async putOnOtherLists(sql: Sql, task: TaskRecord, groups: string[]): Promise<string[]> {
    const same = groups.length === task.groups.length && groups.every((group) => task.groups.includes(group));
    if (same) return groups;
    await sql`
      /* takeTaskOffOldLists */
      delete from task_candidates
      where task_id = ${task.id} and group_name <> all(${groups})`;
    await sql`
      /* putTaskOnNewLists */
      insert into task_candidates (task_id, group_name, due_at, urgency, title)
      select t.id, g, t.due_at, t.urgency, lower(t.case_title)
      from tasks t, unnest(${groups}::text[]) as g
      where t.id = ${task.id}
      on conflict do nothing`;
    return [...new Set([...groups, ...task.groups])];
  }

  private async tell(
    sql: Sql,
    task: TaskRecord,
    job: Pick<UserTaskJob, 'elementId' | 'processId' | 'processVersion'>,
    groups: string[],
    way: 'IN_PLACE' | 'RESEAT',
  ): Promise<void> {
    await appendEvent(sql, {
      type: 'task.moved',
      caseId: task.caseId,
      taskId: task.id,
      actor: { kind: 'ENGINE' },
      body: {
        kind: task.kind,
        element: job.elementId,
        process: job.processId,
        processVersion: job.processVersion,
        way,
      },
      at: this.clock.now(),
    });
    await taskChanged(sql, { id: task.id, caseId: task.caseId, groups }, task.state, task.holderId, null);
  }
}
