import type { Sql } from '../../database/database.js';
import { DutiesSeparated } from './case.errors.js';

export type Duty = 'HANDLING' | 'CLOSE_REVIEW' | 'FOLLOW_UP';

/** The other duty that this person has on the case already; null when there is none. */
export async function otherDutyOf(sql: Sql, caseId: string, userId: string, duty: Duty): Promise<string | null> {
  const [other] = await sql<{ duty: string }[]>`
    /* otherDutyOfPerson */
    select duty
    from case_duties
    where case_id = ${caseId} and user_id = ${userId} and duty <> ${duty}`;
  return other?.duty ?? null;
}

/** Handler, close reviewer and follow-up caller of a case are three people (domain.md section 5). @throws DutiesSeparated */
export async function takeDuty(sql: Sql, caseId: string, userId: string, duty: Duty): Promise<void> {
  const other = await otherDutyOf(sql, caseId, userId, duty);
  if (other) throw new DutiesSeparated(duty, other);
  await sql`
    /* takeDuty */
    insert into case_duties (case_id, user_id, duty)
    values (${caseId}, ${userId}, ${duty})
    on conflict (case_id, user_id, duty) do nothing`;
}
