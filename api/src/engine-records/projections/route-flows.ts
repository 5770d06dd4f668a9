import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

export async function projectRouteFlows(sql: Sql, batch: Batch): Promise<void> {
  if (!batch.valueTypes.has('PROCESS_INSTANCE')) return;
  await sql`
    /* projectRouteFlows */
    ${withRecordsOf(sql, batch)}
    insert into route_flows (engine_id, instance_key, position, partition_id, flow_id, taken_at)
    select r.engine_id, r.process_instance_key, r.position, r.partition_id, r.element_id, r.at
    from r
    where r.value_type = 'PROCESS_INSTANCE'
      and r.intent = 'SEQUENCE_FLOW_TAKEN'
    on conflict do nothing`;
}
