import { Injectable } from '@nestjs/common';
import type { Role } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';

export interface UserRow {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  unitId: string | null;
  teamCode: string | null;
  active: boolean;
}

@Injectable()
export class AccountQueries {
  usersById(sql: Sql, ids: readonly string[]): Promise<UserRow[]> {
    return sql<UserRow[]>`
      /* usersById */
      select u.id, u.login, u.name, u.unit_id as "unitId", u.team_code as "teamCode", u.active,
        array(select r.role from roles_of_users r where r.user_id = u.id order by r.role) as roles
      from users u
      where u.id = any(${ids as string[]})`;
  }

  findUsers(
    sql: Sql,
    filter: { unitId?: string | null; role?: Role | null; text?: string | null },
    size: number,
  ): Promise<UserRow[]> {
    return sql<UserRow[]>`
      /* findUsers */
      select u.id, u.login, u.name, u.unit_id as "unitId", u.team_code as "teamCode", u.active,
        array(select r.role from roles_of_users r where r.user_id = u.id order by r.role) as roles
      from users u
      where u.active
        ${filter.unitId ? sql`and u.unit_id = ${filter.unitId}` : sql``}
        ${filter.role ? sql`and exists (select from roles_of_users r where r.user_id = u.id and r.role = ${filter.role})` : sql``}
        ${filter.text ? sql`and (strpos(u.name, ${filter.text}) > 0 or strpos(u.login, lower(${filter.text})) > 0)` : sql``}
      order by u.name collate "zh-x-icu", u.login
      limit ${size}`;
  }

  async preferences(sql: Sql, userId: string): Promise<unknown> {
    const [row] = await sql<{ preferences: unknown }[]>`
      /* preferencesOfUser */
      select preferences
      from users
      where id = ${userId}`;
    return row?.preferences ?? {};
  }

  savePreferences(sql: Sql, userId: string, preferences: unknown): Promise<unknown> {
    return sql`
      /* savePreferences */
      update users
      set preferences = ${sql.json(preferences as never)}
      where id = ${userId}`;
  }

  demoAccounts(sql: Sql): Promise<{ login: string; name: string; role: Role; unitName: string | null }[]> {
    return sql<{ login: string; name: string; role: Role; unitName: string | null }[]>`
      /* demoAccounts */
      select u.login, u.name, (select min(r.role) from roles_of_users r where r.user_id = u.id) as role, n.short_name as "unitName"
      from settings s
      cross join lateral jsonb_array_elements_text(s.value) with ordinality as listed (login, place)
      join users u on u.login = listed.login
      left join units n on n.id = u.unit_id
      where s.name = 'demo_accounts'
      order by listed.place`;
  }

  teams(sql: Sql): Promise<{ code: string; name: string }[]> {
    return sql<{ code: string; name: string }[]>`
      /* teams */
      select code, name
      from teams
      order by code`;
  }
}
