import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

/**
 * The way an instance went: each time an element was entered is one pass of it, counted per instance. The process itself is no step; a multi-instance
 * body and its inner instances share an element id and are counted apart.
 */
export async function projectRouteSteps(sql: Sql, batch: Batch): Promise<void> {
  if (!batch.valueTypes.has('PROCESS_INSTANCE')) return;
  await sql`
    /* projectEnteredSteps */
    ${withRecordsOf(sql, batch)}
    insert into route_steps (engine_id, instance_key, element_instance_key, element_id, element_type, pass, entered_at, state, process_id)
    select r.engine_id, r.process_instance_key, r.key, r.element_id, r.value ->> 'bpmnElementType',
      coalesce(before.passes, 0)
        + row_number() over (partition by r.process_instance_key, r.element_id, r.value ->> 'bpmnElementType' order by r.position),
      r.at, 'ACTIVE', r.value ->> 'bpmnProcessId'
    from r
    left join lateral (
      select max(s.pass) as passes
      from route_steps s
      where s.engine_id = r.engine_id
        and s.instance_key = r.process_instance_key
        and s.element_id = r.element_id
        and s.element_type = r.value ->> 'bpmnElementType'
    ) before on true
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent = 'ELEMENT_ACTIVATED'
      and r.value ->> 'bpmnElementType' <> 'PROCESS'
    on conflict (engine_id, element_instance_key) do nothing`;
  await sql`
    /* projectMigratedSteps */
    ${withRecordsOf(sql, batch)}
    update route_steps s
    set element_id = r.element_id, process_id = r.value ->> 'bpmnProcessId'
    from r
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent = 'ELEMENT_MIGRATED'
      and s.engine_id = r.engine_id
      and s.element_instance_key = r.key`;
  await sql`
    /* projectLeftSteps */
    ${withRecordsOf(sql, batch)}
    update route_steps s
    set left_at = r.at,
      state = case r.intent when 'ELEMENT_COMPLETED' then 'COMPLETED' else 'TERMINATED' end
    from r
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')
      and s.engine_id = r.engine_id
      and s.element_instance_key = r.key`;
}
