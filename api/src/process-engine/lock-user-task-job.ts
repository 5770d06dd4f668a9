import type { Sql } from '../database/database.js';
import type { EngineKey } from './process-engine.js';

/**
 * Both roads in from the engine take this before they open or end a task that has no row yet: else the slow one could open a task whose end the
 * other has just heard. Held until the end of the transaction.
 */
export async function lockUserTaskJob(sql: Sql, engineId: number, jobKey: EngineKey): Promise<void> {
  await sql`/* lockUserTaskJob */ select pg_advisory_xact_lock(hashtext('userTaskJob'), hashtext(${`${engineId}/${jobKey}`}))`;
}
