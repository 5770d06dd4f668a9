import type { Sql } from '../../database/database.js';

/** Active people with a role, of one unit or of the whole city. */
export async function peopleWithRole(sql: Sql, role: string, unitId: string | null = null): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    /* peopleWithRole */
    select u.id
    from users u
    join roles_of_users r on r.user_id = u.id and r.role = ${role}
    where u.active ${unitId ? sql`and u.unit_id = ${unitId}` : sql``}`;
  return rows.map(({ id }) => id);
}

/** Active people who may claim what stands with these groups, as the models name them (`role:QC`, `unit:SWJ:HA`, `team:质检组`). */
export async function peopleOfGroups(sql: Sql, groups: readonly string[]): Promise<string[]> {
  if (groups.length === 0) return [];
  const rows = await sql<{ id: string }[]>`
    /* peopleOfGroups */
    select distinct u.id
    from users u
    left join units n on n.id = u.unit_id
    left join roles_of_users r on r.user_id = u.id
    where u.active
      and array['role:' || r.role, 'unit:' || n.code || ':' || r.role, 'unit:' || n.code, 'team:' || u.team_code] && ${groups as string[]}::text[]`;
  return rows.map(({ id }) => id);
}

/** Who is to hear of an order: the unit's handlers and leaders. */
export async function peopleOfUnit(sql: Sql, unitId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    /* peopleOfUnit */
    select distinct u.id
    from users u
    join roles_of_users r on r.user_id = u.id and r.role in ('HA', 'UL')
    where u.active and u.unit_id = ${unitId}`;
  return rows.map(({ id }) => id);
}
