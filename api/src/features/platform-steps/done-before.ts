import type { Sql } from '../../database/database.js';

/**
 * What a step told of its work when it did it: the engine may hand out the same job twice. The case is locked.
 * @param type of the event that the step appends, with the job's key in `body.job`
 * @returns the event's body; null when it has not been done
 */
export async function doneBefore(
  sql: Sql,
  caseId: string,
  { type, job }: { type: string; job: string },
): Promise<Record<string, unknown> | null> {
  const [row] = await sql<{ body: Record<string, unknown> }[]>`
    /* stepDoneBefore */
    select body
    from events
    where case_id = ${caseId} and type = ${type} and body ->> 'job' = ${job}`;
  return row?.body ?? null;
}
