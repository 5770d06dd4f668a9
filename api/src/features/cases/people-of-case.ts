import type { Sql } from '../../database/database.js';

/** Who should hear what happens to a case: holders of its open tasks, and its unit's leaders once it is assigned. */
export async function peopleOfCase(sql: Sql, caseId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    /* peopleOfCase */
    select t.holder_id as id
    from tasks t
    where t.case_id = ${caseId} and t.state in ('CLAIMED', 'COMPLETING') and t.holder_id is not null
    union
    select u.id
    from cases c
    join users u on u.unit_id = c.lead_unit_id and u.active
    join roles_of_users r on r.user_id = u.id and r.role = 'UL'
    where c.id = ${caseId}`;
  return rows.map(({ id }) => id);
}
