import type { Fragment } from 'postgres';
import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

/** Instances with their case: the case comes with the message or the creation that started them, or from the parent. */
export async function projectProcessInstances(sql: Sql, batch: Batch): Promise<void> {
  const starts = ['MESSAGE_START_EVENT_SUBSCRIPTION', 'PROCESS_INSTANCE_CREATION'];
  if (batch.valueTypes.has('PROCESS_INSTANCE')) {
    await insertStarted(sql, batch);
    await inheritCases(sql, batch);
    await moveMigrated(sql, batch);
    await end(sql, batch);
  }
  if (starts.some((type) => batch.valueTypes.has(type))) await tellCases(sql, batch);
  if (batch.valueTypes.has('PROCESS_INSTANCE')) await nameRouteInstance(sql, batch);
}

/** The case named by a starting record's variables, or else by its correlation key; null when there is no such case. */
function caseOf(sql: Sql, record: 'r' | 's'): Fragment {
  const value = sql`${sql(record)}.value`;
  return sql`coalesce(
    (
      select c.id
      from cases c
      where c.id = case
        when ${value} -> 'variables' ->> 'caseId' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
        then (${value} -> 'variables' ->> 'caseId')::uuid
      end
    ),
    (select c.id from cases c where c.number = ${value} ->> 'correlationKey')
  )`;
}

async function insertStarted(sql: Sql, batch: Batch): Promise<void> {
  await sql`
    /* projectStartedInstances */
    ${withRecordsOf(sql, batch)}
    insert into process_instances (engine_id, instance_key, process_id, process_version, definition_key, parent_instance_key, case_id, started_at)
    select r.engine_id, r.key, r.value ->> 'bpmnProcessId', (r.value ->> 'version')::integer, (r.value ->> 'processDefinitionKey')::bigint,
      nullif((r.value ->> 'parentProcessInstanceKey')::bigint, -1), start.case_id, r.at
    from r
    left join lateral (
      select ${caseOf(sql, 's')} as case_id
      from engine_records s
      where s.engine_id = r.engine_id
        and s.process_instance_key = r.key
        and (s.value_type = 'MESSAGE_START_EVENT_SUBSCRIPTION' and s.intent = 'CORRELATED'
          or s.value_type = 'PROCESS_INSTANCE_CREATION' and s.intent = 'CREATED')
      order by s.position
      limit 1
    ) start on true
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent = 'ELEMENT_ACTIVATED'
      and r.value ->> 'bpmnElementType' = 'PROCESS'
    on conflict (engine_id, instance_key) do nothing`;
}

/** The other order: the instance's row was there before what tells its case. */
async function tellCases(sql: Sql, batch: Batch): Promise<void> {
  await sql`
    /* projectCasesOfInstances */
    ${withRecordsOf(sql, batch)}
    update process_instances i
    set case_id = ${caseOf(sql, 'r')}
    from r
    where r.value_type in ('MESSAGE_START_EVENT_SUBSCRIPTION', 'PROCESS_INSTANCE_CREATION')
      and i.engine_id = r.engine_id
      and i.instance_key = r.process_instance_key
      and i.case_id is null`;
}

/**
 * Called processes belong to the case of their caller, however deep they lie in one batch. Starts from the few calls of the batch and finds each caller
 * by its key: without statistics, as in the first minutes of a city, the planner once joined all instances with the records (108 ms a batch at 2,000
 * instances, a third of the processor time of filling the demo city).
 */
async function inheritCases(sql: Sql, batch: Batch): Promise<void> {
  for (;;) {
    const rows = await sql`
      /* inheritCases */
      ${withRecordsOf(sql, batch)},
      called as materialized (
        select r.engine_id, r.key, (r.value ->> 'parentProcessInstanceKey')::bigint as caller_key
        from r
        where r.value_type = 'PROCESS_INSTANCE'
          and r.intent = 'ELEMENT_ACTIVATED'
          and r.value ->> 'bpmnElementType' = 'PROCESS'
          and r.value ->> 'parentProcessInstanceKey' <> '-1'
      )
      update process_instances i
      set case_id = caller.case_id
      from called,
        lateral (
          select p.case_id
          from process_instances p
          where p.engine_id = called.engine_id and p.instance_key = called.caller_key and p.case_id is not null
          limit 1
        ) caller
      where i.engine_id = called.engine_id
        and i.instance_key = called.key
        and i.case_id is null`;
    if (rows.count === 0) return;
  }
}

async function moveMigrated(sql: Sql, batch: Batch): Promise<void> {
  await sql`
    /* projectMigratedInstances */
    ${withRecordsOf(sql, batch)}
    update process_instances i
    set process_id = r.value ->> 'bpmnProcessId',
      process_version = (r.value ->> 'version')::integer,
      definition_key = (r.value ->> 'processDefinitionKey')::bigint
    from r
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent = 'ELEMENT_MIGRATED'
      and r.value ->> 'bpmnElementType' = 'PROCESS'
      and i.engine_id = r.engine_id
      and i.instance_key = r.key`;
}

async function end(sql: Sql, batch: Batch): Promise<void> {
  await sql`
    /* projectEndedInstances */
    ${withRecordsOf(sql, batch)}
    update process_instances i
    set state = case r.intent when 'ELEMENT_COMPLETED' then 'COMPLETED' else 'TERMINATED' end,
      ended_at = r.at
    from r
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')
      and r.value ->> 'bpmnElementType' = 'PROCESS'
      and i.engine_id = r.engine_id
      and i.instance_key = r.key`;
}

/** A case learns here which instance runs its route. */
async function nameRouteInstance(sql: Sql, batch: Batch): Promise<void> {
  await sql`
    /* nameRouteInstance */
    ${withRecordsOf(sql, batch)}
    update cases c
    set engine_id = i.engine_id, instance_key = i.instance_key
    from process_instances i, r
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent = 'ELEMENT_ACTIVATED'
      and r.value ->> 'bpmnElementType' = 'PROCESS'
      and r.value ->> 'bpmnProcessId' = 'case-main'
      and i.engine_id = r.engine_id
      and i.instance_key = r.key
      and c.id = i.case_id
      and c.instance_key is null`;
}
