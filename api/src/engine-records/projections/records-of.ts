import type { Fragment } from 'postgres';
import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';

/**
 * Opens a statement with the batch's rows as `r`. Materialised: a young table has no statistics, and the planner must not come to read the records once
 * for every row that it joins them to.
 */
export function withRecordsOf(sql: Sql, batch: Batch): Fragment {
  return sql`
    with r as materialized (
      select *
      from engine_records
      where engine_id = ${batch.engineId}
        and partition_id = ${batch.partitionId}
        and position > ${batch.after}
        and position <= ${batch.upTo}
        and at between ${batch.from}::text::timestamptz and ${batch.until}::text::timestamptz
    )`;
}
