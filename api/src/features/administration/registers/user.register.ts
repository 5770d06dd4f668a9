import { Injectable } from '@nestjs/common';
import type { JSONValue } from 'postgres';
import { groupsOf, ROLES, type Role } from '../../../access/viewer.js';
import type { Sql } from '../../../database/database.js';
import { SessionRepository } from '../../accounts/accounts.public.js';
import { ReleaseTasksOf } from '../../tasks/tasks.public.js';
import { AboveOutOfUse, LastAdministrator, OwnAccount } from '../administration.errors.js';
import { type Act, type Kept, type NewEntry, Register } from './register.js';
import { type BrokenRules, brokenText, type Change, type City, rulesOf } from './register.model.js';

export type UserEntry = {
  login: string;
  name: string;
  roles: Role[];
  unit: string | null;
  team: string | null;
};

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,39}$/;
/** Their groups are those of a unit. */
const OF_A_UNIT: readonly Role[] = ['HA', 'UL', 'CO'];

@Injectable()
export class UserRegister extends Register<UserEntry> {
  readonly kind = 'user';
  readonly fields = ['login', 'name', 'roles', 'unit', 'team'] as const;
  override readonly personalFields = ['name'];

  constructor(
    private readonly sessions: SessionRepository,
    private readonly tasks: ReleaseTasksOf,
  ) {
    super();
  }

  tidy({ login, name, roles, unit, team }: UserEntry): UserEntry {
    return {
      login: login.trim(),
      name: name.trim(),
      roles: ROLES.filter((role) => roles.includes(role)),
      unit: unit || null,
      team: team || null,
    };
  }

  broken({ login, name, roles, unit, team }: UserEntry, city: City): BrokenRules {
    return rulesOf({
      login: loginRule(login),
      name: brokenText(name, 40),
      roles: rolesRule(roles),
      unit: unit
        ? !city.unit.get(unit)?.active && 'notThere'
        : roles.some((role) => OF_A_UNIT.includes(role)) && 'unitNeeded',
      team: team && !city.team.get(team)?.active && 'notThere',
    });
  }

  async read(sql: Sql, keys: readonly string[] | null): Promise<Kept<UserEntry>[]> {
    const rows = await sql<(UserEntry & { id: string; active: boolean })[]>`
      /* readUsers */
      select u.id, u.login, u.name, u.active, n.code as unit, u.team_code as team,
        array(select r.role from roles_of_users r where r.user_id = u.id) as roles
      from users u
      left join units n on n.id = u.unit_id
      ${keys ? sql`where u.login = any(${keys as string[]})` : sql``}`;
    return rows.map(({ id, active, ...entry }) => ({ id, active, entry: this.tidy(entry) }));
  }

  async insert(sql: Sql, rows: readonly NewEntry<UserEntry>[], { at }: Act): Promise<void> {
    const values = rows.map(({ id, entry, passwordHash }) => ({ ...entry, id, passwordHash }));
    await sql`
      /* insertUsers */
      insert into users (id, login, name, unit_id, team_code, password_hash, must_change_password, created_at)
      select (v ->> 'id')::uuid, v ->> 'login', v ->> 'name', n.id, v ->> 'team', v ->> 'passwordHash', true, ${at}
      from jsonb_array_elements(${sql.json(values as unknown as JSONValue)}) as v
      left join units n on n.code = v ->> 'unit'`;
    await grant(sql, rows);
  }

  async update(sql: Sql, rows: readonly Kept<UserEntry>[]): Promise<void> {
    const values = rows.map(({ id, entry }) => ({ ...entry, id }));
    await sql`
      /* updateUsers */
      update users u
      set name = v ->> 'name', unit_id = (select n.id from units n where n.code = v ->> 'unit'), team_code = v ->> 'team'
      from jsonb_array_elements(${sql.json(values as unknown as JSONValue)}) as v
      where u.id = (v ->> 'id')::uuid`;
    await sql`
      /* revokeRoles */
      delete from roles_of_users
      where user_id = any(${rows.map(({ id }) => id)})`;
    await grant(sql, rows);
  }

  async setActive(sql: Sql, id: string, active: boolean): Promise<void> {
    await sql`
      /* setUserActive */
      update users
      set active = ${active}
      where id = ${id}`;
  }

  demandUnused(_sql: Sql, { id }: Kept<UserEntry>, { actorId }: Act): Promise<void> {
    if (id === actorId) throw new OwnAccount();
    return Promise.resolve();
  }

  demandUsable({ entry: { login, unit, team } }: Kept<UserEntry>, city: City): void {
    if (unit && !city.unit.get(unit)?.active) throw new AboveOutOfUse('user', login, unit);
    if (team && !city.team.get(team)?.active) throw new AboveOutOfUse('user', login, team);
  }

  /** With other duties, tasks of groups one left go back to them. */
  override async edited(
    sql: Sql,
    { id, entry }: Kept<UserEntry>,
    changes: readonly Change[],
    { actorId }: Act,
  ): Promise<Record<string, unknown>> {
    if (!changes.some(({ field }) => field !== 'name')) return {};
    const groups = groupsOf({ id, roles: entry.roles, unitCode: entry.unit, teamCode: entry.team });
    const tasksReleased = await this.tasks.execute(sql, { id, groups }, actorId);
    return tasksReleased > 0 ? { tasksReleased } : {};
  }

  override async left(sql: Sql, { id }: Kept<UserEntry>, { actorId }: Act): Promise<Record<string, unknown>> {
    const sessionsEnded = await this.sessions.closeOf(sql, id, 'all');
    const tasksReleased = await this.tasks.execute(sql, { id, groups: [] }, actorId);
    return { sessionsEnded, tasksReleased };
  }

  /** @throws LastAdministrator */
  override async settle(sql: Sql): Promise<void> {
    const left = await sql`
      /* administratorsLeft */
      select
      from users u
      join roles_of_users r on r.user_id = u.id and r.role = 'AD'
      where u.active
      limit 1`;
    if (left.length === 0) throw new LastAdministrator();
  }
}

function loginRule(login: string): string | null {
  if (login === '') return 'required';
  if (login !== login.toLowerCase()) return 'lowerCase';
  return LOGIN.test(login) ? null : 'login';
}

function rolesRule(roles: readonly Role[]): string | null {
  if (roles.length === 0) return 'required';
  return roles.includes('AD') && roles.length > 1 ? 'administratorAlone' : null;
}

async function grant(sql: Sql, rows: readonly { id: string; entry: UserEntry }[]): Promise<void> {
  const roles = rows.flatMap(({ id, entry }) => entry.roles.map((role) => ({ id, role })));
  await sql`
    /* grantRoles */
    insert into roles_of_users (user_id, role)
    select (v ->> 'id')::uuid, v ->> 'role'
    from jsonb_array_elements(${sql.json(roles)}) as v`;
}
