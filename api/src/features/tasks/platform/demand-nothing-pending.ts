import type { Sql } from '../../../database/database.js';
import { ClosingBlocked } from '../task.errors.js';

/** A pending withdrawal or void is decided before a case closes (design.md section 5). @throws ClosingBlocked */
export async function demandNothingPending(sql: Sql, caseId: string): Promise<void> {
  const [pending] = await sql<{ act: string }[]>`
    /* pendingActOfCase */
    select 'withdrawal' as act from withdrawals where case_id = ${caseId} and state = 'PENDING'
    union all
    select 'void' from voids where case_id = ${caseId} and state = 'PENDING'`;
  if (pending) throw new ClosingBlocked(pending.act);
}
