import type { Sql } from '../../database/database.js';

/** Who should hear what happens to a case: holders of its open tasks, and its unit's leaders once it is assigned. */
export async function peopleOfCase(sql: Sql, caseId: string): Promise<string[]> {
  const people = await peopleOfCases(sql, [caseId]);
  return people.get(caseId) ?? [];
}

/** The same for many in one statement. @returns user ids by case; a case that concerns nobody is not among them */
export async function peopleOfCases(sql: Sql, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await sql<{ caseId: string; userIds: string[] }[]>`
    /* peopleOfCases */
    with people as (
      select t.case_id, t.holder_id as user_id
      from tasks t
      where t.case_id = any(${caseIds as string[]}) and t.state in ('CLAIMED', 'COMPLETING') and t.holder_id is not null
      union
      select c.id, u.id
      from cases c
      join users u on u.unit_id = c.lead_unit_id and u.active
      join roles_of_users r on r.user_id = u.id and r.role = 'UL'
      where c.id = any(${caseIds as string[]})
    )
    select case_id as "caseId", array_agg(user_id) as "userIds"
    from people
    group by case_id`;
  return new Map(rows.map(({ caseId, userIds }) => [caseId, userIds]));
}

/** Who works on a case for one of its units: holders of the unit's open tasks, and its leaders. */
export async function peopleOfUnitInCase(sql: Sql, caseId: string, unitId: string): Promise<string[]> {
  const rows = await sql<{ userId: string }[]>`
    /* peopleOfUnitInCase */
    select t.holder_id as "userId"
    from tasks t
    where t.case_id = ${caseId} and t.unit_id = ${unitId} and t.state in ('CLAIMED', 'COMPLETING') and t.holder_id is not null
    union
    select u.id
    from users u
    join roles_of_users r on r.user_id = u.id and r.role = 'UL'
    where u.unit_id = ${unitId} and u.active`;
  return rows.map(({ userId }) => userId);
}
