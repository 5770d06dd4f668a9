import type { Sql } from '../../database/database.js';
import { followReseat } from '../../outbox/instance-moves.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

/**
 * Instances that were started for a re-seat: the record of the start decides where its answer was lost. The first is the move's; any other
 * is kept to be cancelled and alarmed.
 */
export async function projectReseats(sql: Sql, batch: Batch): Promise<void> {
  if (!batch.valueTypes.has('PROCESS_INSTANCE_CREATION')) return;
  const started = await sql<{ moveId: string }[]>`
    /* projectReseatStarts */
    ${withRecordsOf(sql, batch)}
    insert into reseat_starts (engine_id, instance_key, move_id)
    select r.engine_id, r.process_instance_key, m.id
    from r
    join instance_moves m on m.id = case
      when r.value -> 'variables' ->> 'reseatId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (r.value -> 'variables' ->> 'reseatId')::uuid
    end
    where r.value_type = 'PROCESS_INSTANCE_CREATION'
      and r.intent = 'CREATED'
      and m.engine_id = r.engine_id
      and m.process_id = r.value ->> 'bpmnProcessId'
    on conflict (engine_id, instance_key) do nothing
    returning move_id as "moveId"`;
  if (started.length === 0) return;
  const moveIds = [...new Set(started.map(({ moveId }) => moveId))];
  // Cases before moves, as whoever opens a task locks them.
  await sql`
    /* lockCasesOfReseats */
    select
    from cases
    where id in (select case_id from instance_moves where id = any(${moveIds}::uuid[]))
    order by id
    for no key update`;
  await sql`
    /* nameReseatedInstances */
    update instance_moves m
    set new_instance_key = s.instance_key
    from (
      select distinct on (move_id) move_id, instance_key
      from reseat_starts
      where move_id = any(${moveIds}::uuid[])
      order by move_id, instance_key
    ) s
    where m.id = s.move_id and m.new_instance_key is null and m.create_sent_at is not null`;
  await followReseat(sql, batch.engineId, moveIds);
}
