import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

/** An uncaught error's incident names no element, only its instance: the route knows the element. */
export async function projectIncidents(sql: Sql, batch: Batch): Promise<void> {
  if (!batch.valueTypes.has('INCIDENT')) return;
  await sql`
    /* projectCreatedIncidents */
    ${withRecordsOf(sql, batch)}
    insert into incidents (engine_id, incident_key, instance_key, case_id, process_id, element_id, element_instance_key, job_key, error_type, message, created_at)
    select r.engine_id, r.key, r.process_instance_key, i.case_id, r.value ->> 'bpmnProcessId',
      coalesce(s.element_id, r.element_id), r.element_instance_key, nullif((r.value ->> 'jobKey')::bigint, -1),
      r.value ->> 'errorType', r.value ->> 'errorMessage', r.at
    from r
    left join process_instances i on i.engine_id = r.engine_id and i.instance_key = r.process_instance_key
    left join route_steps s on s.engine_id = r.engine_id and s.element_instance_key = r.element_instance_key
    where r.value_type = 'INCIDENT'
      and r.intent = 'CREATED'
    on conflict (engine_id, incident_key) do nothing`;
  await sql`
    /* projectResolvedIncidents */
    ${withRecordsOf(sql, batch)}
    update incidents i
    set resolved_at = r.at
    from r
    where r.value_type = 'INCIDENT'
      and r.intent = 'RESOLVED'
      and i.engine_id = r.engine_id
      and i.incident_key = r.key`;
}
