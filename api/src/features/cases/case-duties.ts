import type { Sql } from '../../database/database.js';
import { DutiesSeparated } from './case.errors.js';

export type Duty = 'HANDLING' | 'CLOSE_REVIEW' | 'FOLLOW_UP';

/** @returns the duties that this person has already, by case; a case without any is not among them */
export async function dutiesOf(sql: Sql, caseIds: readonly string[], userId: string): Promise<Map<string, Duty[]>> {
  if (caseIds.length === 0) return new Map();
  const rows = await sql<{ caseId: string; duties: Duty[] }[]>`
    /* dutiesOfPerson */
    select case_id as "caseId", array_agg(duty) as duties
    from case_duties
    where case_id = any(${caseIds as string[]}) and user_id = ${userId}
    group by case_id`;
  return new Map(rows.map(({ caseId, duties }) => [caseId, duties]));
}

/** Handler, close reviewer and follow-up caller of a case are three people (domain.md section 5). @throws DutiesSeparated */
export async function takeDuty(sql: Sql, caseId: string, userId: string, duty: Duty): Promise<void> {
  const other = (await dutiesOf(sql, [caseId], userId)).get(caseId)?.find((each) => each !== duty);
  if (other) throw new DutiesSeparated(duty, other);
  await sql`
    /* takeDuty */
    insert into case_duties (case_id, user_id, duty)
    values (${caseId}, ${userId}, ${duty})
    on conflict (case_id, user_id, duty) do nothing`;
}
