import { Injectable } from '@nestjs/common';
import type { Role } from '../../access/viewer.js';
import type { Sql, SqlFragment } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';

export interface RegisterFilter {
  text?: string | null;
  active?: boolean | null;
  key?: string | null;
}

export interface PageArguments {
  first?: number | null;
  after?: string | null;
}

interface EntryName {
  key: string;
  name: string;
}

export interface AdminUserRow {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  unit: EntryName | null;
  team: EntryName | null;
  active: boolean;
  mustChangePassword: boolean;
  createdAt: Date;
  lastSeenAt: Date | null;
  cursor: string[];
}

export interface AdminUnitRow {
  id: string;
  code: string;
  name: string;
  shortName: string;
  kind: string;
  parent: EntryName | null;
  officeClass: string;
  canLead: boolean;
  active: boolean;
  people: number;
  dutyPhone: string | null;
  cursor: string[];
}

export interface AdminTeamRow {
  code: string;
  name: string;
  active: boolean;
  people: number;
  cursor: string[];
}

export interface AdminCategoryRow {
  code: string;
  parentCode: string | null;
  level: number;
  name: string;
  path: string;
  pinyin: string;
  initials: string;
  statutoryLimit: string | null;
  sort: number;
  active: boolean;
  cursor: string[];
}

export interface AdminAreaRow {
  code: string;
  name: string;
  kind: string;
  parent: EntryName | null;
  active: boolean;
  cursor: string[];
}

/** The registers page by page, by key. */
@Injectable()
export class RegisterQueries {
  async users(sql: Sql, filter: RegisterFilter, page: PageArguments): Promise<Page<AdminUserRow>> {
    const size = pageSize(page.first);
    const rows = await sql<AdminUserRow[]>`
      /* adminUsers */
      select u.id, u.login, u.name, u.active, u.must_change_password as "mustChangePassword", u.created_at as "createdAt",
        array(select r.role from roles_of_users r where r.user_id = u.id order by r.role) as roles,
        case when n.id is not null then jsonb_build_object('key', n.code, 'name', n.name) end as unit,
        case when t.code is not null then jsonb_build_object('key', t.code, 'name', t.name) end as team,
        (select max(s.last_seen_at) from sessions s where s.user_id = u.id and s.expires_at > now()) as "lastSeenAt",
        array[u.login] as cursor
      from users u
      left join units n on n.id = u.unit_id
      left join teams t on t.code = u.team_code
      where ${matching(sql, filter, sql`u.login`, sql`u.active`, [sql`u.login`, sql`u.name`, sql`coalesce(n.name, '')`])}
        ${afterKey(sql, page.after, sql`u.login`)}
      order by u.login
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  async units(sql: Sql, filter: RegisterFilter, page: PageArguments): Promise<Page<AdminUnitRow>> {
    const size = pageSize(page.first);
    const rows = await sql<AdminUnitRow[]>`
      /* adminUnits */
      select u.id, u.code, u.name, u.short_name as "shortName", u.kind, u.office_class as "officeClass", u.can_lead as "canLead", u.active,
        case when p.id is not null then jsonb_build_object('key', p.code, 'name', p.name) end as parent,
        (select count(*)::int from users x where x.unit_id = u.id and x.active) as people,
        (select d.masked_phone from duty_phones d where d.unit_id = u.id) as "dutyPhone", array[u.code] as cursor
      from units u
      left join units p on p.id = u.parent_id
      where ${matching(sql, filter, sql`u.code`, sql`u.active`, [sql`lower(u.code)`, sql`lower(u.name)`, sql`lower(u.short_name)`])}
        ${afterKey(sql, page.after, sql`u.code`)}
      order by u.code
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  async teams(sql: Sql, filter: RegisterFilter, page: PageArguments): Promise<Page<AdminTeamRow>> {
    const size = pageSize(page.first);
    const rows = await sql<AdminTeamRow[]>`
      /* adminTeams */
      select t.code, t.name, t.active, array[t.code] as cursor,
        (select count(*)::int from users x where x.team_code = t.code and x.active) as people
      from teams t
      where ${matching(sql, filter, sql`t.code`, sql`t.active`, [sql`lower(t.code)`, sql`lower(t.name)`])}
        ${afterKey(sql, page.after, sql`t.code`)}
      order by t.code
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  /** In the order of the list that people choose from. */
  async categories(sql: Sql, filter: RegisterFilter, page: PageArguments): Promise<Page<AdminCategoryRow>> {
    const size = pageSize(page.first);
    const after = decodeCursor(page.after, ['integer', 'text']);
    const rows = await sql<AdminCategoryRow[]>`
      /* adminCategories */
      select c.code, c.parent_code as "parentCode", c.level, c.name, c.path, c.pinyin, c.initials,
        c.statutory_limit as "statutoryLimit", c.sort, c.active, array[c.sort::text, c.code] as cursor
      from categories c
      where ${matching(sql, filter, sql`c.code`, sql`c.active`, [sql`lower(c.code)`, sql`lower(c.path)`, sql`c.pinyin`, sql`c.initials`])}
        ${after ? sql`and (c.sort, c.code) > (${after[0] ?? ''}::text::integer, ${after[1] ?? ''})` : sql``}
      order by c.sort, c.code
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  async areas(sql: Sql, filter: RegisterFilter, page: PageArguments): Promise<Page<AdminAreaRow>> {
    const size = pageSize(page.first);
    const rows = await sql<AdminAreaRow[]>`
      /* adminAreas */
      select a.code, a.name, a.kind, a.grid_worker as worker, a.grid_phone as phone, a.active, array[a.code] as cursor,
        case when p.code is not null then jsonb_build_object('key', p.code, 'name', p.name) end as parent
      from areas a
      left join areas p on p.code = a.parent_code
      where ${matching(sql, filter, sql`a.code`, sql`a.active`, [sql`a.code`, sql`lower(a.name)`, sql`a.grid_worker`, sql`a.grid_phone`])}
        ${afterKey(sql, page.after, sql`a.code`)}
      order by a.code
      limit ${size + 1}`;
    return toPage(rows, size);
  }
}

function matching(
  sql: Sql,
  { text, active, key }: RegisterFilter,
  keyColumn: SqlFragment,
  activeColumn: SqlFragment,
  texts: SqlFragment[],
): SqlFragment {
  const wanted = text?.trim().toLowerCase();
  const found = texts.reduce((all, column) => sql`${all} or strpos(${column}, ${wanted ?? ''}) > 0`, sql`false`);
  return sql`true
    ${key == null ? sql`` : sql`and ${keyColumn} = ${key}`}
    ${active == null ? sql`` : sql`and ${activeColumn} = ${active}`}
    ${wanted ? sql`and (${found})` : sql``}`;
}

function afterKey(sql: Sql, cursor: string | null | undefined, column: SqlFragment): SqlFragment {
  const after = decodeCursor(cursor, ['text']);
  return after ? sql`and ${column} > ${after[0] ?? ''}` : sql``;
}
