import type { Sql, SqlFragment } from '../../database/database.js';

/** Of `route_steps`: a token stands at the step inside; what it lies in goes with it. */
export const noContainer = (sql: Sql): SqlFragment =>
  sql`element_type not in ('SUB_PROCESS', 'EVENT_SUB_PROCESS', 'MULTI_INSTANCE_BODY')`;
