import type { Sql } from '../../../database/database.js';
import type { City } from './register.model.js';

/** One change of a register at a time: previews stay true and two administrators cannot remove each other. */
export async function lockRegisters(sql: Sql): Promise<void> {
  await sql`/* lockRegisters */ select pg_advisory_xact_lock(hashtext('registers'))`;
}

/** Everything an entry may refer to. */
export async function readCity(sql: Sql): Promise<City> {
  const rows = await sql<{ kind: keyof City; key: string; above: string | null; active: boolean }[]>`
    /* readCity */
    select 'unit' as kind, u.code as key, p.code as above, u.active
    from units u
    left join units p on p.id = u.parent_id
    union all
    select 'team', code, null, active
    from teams
    union all
    select 'category', code, parent_code, active
    from categories
    union all
    select 'area', code, parent_code, active
    from areas`;
  const city: City = { unit: new Map(), team: new Map(), category: new Map(), area: new Map() };
  for (const { kind, key, above, active } of rows) city[kind].set(key, { active, above });
  return city;
}
