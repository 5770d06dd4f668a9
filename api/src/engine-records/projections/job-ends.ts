import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

/** The last word counts: a job whose error nobody caught can be completed after its incident was resolved. */
export async function projectJobEnds(sql: Sql, batch: Batch): Promise<void> {
  if (!batch.valueTypes.has('JOB')) return;
  await sql`
    /* projectJobEnds */
    ${withRecordsOf(sql, batch)}
    insert into job_ends (engine_id, job_key, ending, at)
    select distinct on (r.key) r.engine_id, r.key, r.intent, r.at
    from r
    where r.value_type = 'JOB'
      and r.intent in ('COMPLETED', 'CANCELED', 'ERROR_THROWN')
    order by r.key, r.position desc
    on conflict (engine_id, job_key) do update
    set ending = excluded.ending, at = excluded.at`;
}
