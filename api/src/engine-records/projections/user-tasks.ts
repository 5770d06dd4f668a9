import type { Sql, SqlFragment } from '../../database/database.js';
import { lockUserTaskJob } from '../../process-engine/lock-user-task-job.js';
import type { UserTaskListener } from '../../process-engine/user-task-listener.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

interface JobRecord {
  intent: 'CREATED' | 'COMPLETED' | 'CANCELED' | 'MIGRATED';
  key: string;
  instanceKey: string;
  elementInstanceKey: string;
  elementId: string;
  processId: string;
  processVersion: number;
  definitionKey: string;
  headers: Record<string, string>;
  caseId: string | null;
  assignmentId: string | null;
  subjectId: string | null;
  /** Its instance was started for this move. */
  reseatId: string | null;
  /** There is a task row for it. */
  known: boolean;
  /** An earlier delivery told its end: this record was parked meanwhile. */
  ended: boolean;
}

/**
 * The second, complete road to tasks: whatever the job stream lost is opened here, and only here is it known that a task was cancelled.
 * An instance that belongs to no case has no tasks.
 */
export async function projectUserTasks(sql: Sql, batch: Batch, listener: UserTaskListener): Promise<void> {
  if (!batch.valueTypes.has('JOB')) return;
  const jobs = await sql<JobRecord[]>`
    /* findUserTaskRecords */
    ${withRecordsOf(sql, batch)}
    select r.intent, r.key, r.process_instance_key as "instanceKey", r.element_instance_key as "elementInstanceKey", r.element_id as "elementId",
      r.value ->> 'bpmnProcessId' as "processId", (r.value ->> 'processDefinitionVersion')::integer as "processVersion",
      (r.value ->> 'processDefinitionKey') as "definitionKey", r.value -> 'customHeaders' as headers, i.case_id as "caseId",
      t.id is not null as known,
      e.job_key is not null and not exists (select from r later where later.key = r.key and later.position > r.position) as ended,
      ${textVariable(sql, 'assignmentId')} as "assignmentId", ${textVariable(sql, 'subjectId')} as "subjectId",
      s.move_id as "reseatId"
    from r
    left join process_instances i on i.engine_id = r.engine_id and i.instance_key = r.process_instance_key
    left join job_ends e on e.engine_id = r.engine_id and e.job_key = r.key
    left join reseat_starts s on s.engine_id = r.engine_id and s.instance_key = r.process_instance_key
    left join tasks t on t.engine_id = r.engine_id and t.job_key = r.key
    where r.value_type = 'JOB'
      and r.intent in ('CREATED', 'COMPLETED', 'CANCELED', 'MIGRATED')
      and r.value ->> 'type' = 'io.camunda.zeebe:userTask'
    order by r.position`;
  for (const { key, known } of jobs) if (!known) await lockUserTaskJob(sql, batch.engineId, key);
  for (const job of jobs) {
    if (job.intent === 'CREATED') {
      const { intent, known, ended, caseId, reseatId, ...rest } = job;
      if (!known && !ended && caseId !== null)
        await listener.opened(sql, { ...rest, engineId: batch.engineId, caseId, ...(reseatId && { reseatId }) });
    } else if (job.intent === 'MIGRATED') {
      const { key, elementId, processId, processVersion, definitionKey } = job;
      await listener.migrated(sql, {
        engineId: batch.engineId,
        key,
        elementId,
        processId,
        processVersion,
        definitionKey,
      });
    } else if (job.intent === 'COMPLETED') {
      await listener.completed(sql, batch.engineId, job.key);
    } else {
      await listener.canceled(sql, batch.engineId, job.key);
    }
  }
}

/** A variable of the instance as it stood before the record `r`, if it is a text. */
function textVariable(sql: Sql, name: string): SqlFragment {
  return sql`(
        select case when v.value ->> 'value' like '"%"' then (v.value ->> 'value')::jsonb #>> '{}' end
        from engine_records v
        where v.engine_id = r.engine_id
          and v.process_instance_key = r.process_instance_key
          and v.position < r.position
          and v.value_type = 'VARIABLE'
          and v.value ->> 'name' = ${name}
        order by v.position desc
        limit 1
      )`;
}
