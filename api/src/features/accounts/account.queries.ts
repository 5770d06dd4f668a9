import { Injectable } from '@nestjs/common';
import type { Role } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { KeptRows } from '../../database/kept-rows.js';

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
  constructor(private readonly kept: KeptRows) {}

  /** For names on pages: a row or null for each id, asked for only where it is not kept. */
  keptUsers(sql: Sql, ids: readonly string[]): Promise<(UserRow | null)[]> {
    return this.kept.of(
      'users',
      ids,
      (missing) => this.usersById(sql, missing),
      ({ id }) => id,
    );
  }

  userNow(id: string): UserRow | undefined {
    return this.kept.now('users', id);
  }

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

  sessionsOf(sql: Sql, userId: string, tokenHash: Buffer): Promise<MySessionRow[]> {
    return sql<MySessionRow[]>`
      /* sessionsOf */
      select id, user_agent as "userAgent", created_at as "createdAt", last_seen_at as "lastSeenAt", token_hash = ${tokenHash} as current
      from sessions
      where user_id = ${userId} and expires_at > now()
      order by token_hash = ${tokenHash} desc, last_seen_at desc, id`;
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

export interface MySessionRow {
  id: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
}
