import { Injectable } from '@nestjs/common';
import type { Sql } from '../../../database/database.js';
import { EntryInUse } from '../administration.errors.js';
import { type Kept, type NewEntry, Register } from './register.js';
import { type BrokenRules, brokenText, rulesOf } from './register.model.js';

export type TeamEntry = { code: string; name: string };

@Injectable()
export class TeamRegister extends Register<TeamEntry> {
  readonly kind = 'team';
  readonly fields = ['code', 'name'] as const;

  tidy({ code, name }: TeamEntry): TeamEntry {
    return { code: code.trim(), name: name.trim() };
  }

  broken({ code, name }: TeamEntry): BrokenRules {
    return rulesOf({
      code: code === '' ? 'required' : !/^[A-Z0-9_]{2,20}$/.test(code) && 'unitCode',
      name: brokenText(name, 40),
    });
  }

  async read(sql: Sql, keys: readonly string[] | null): Promise<Kept<TeamEntry>[]> {
    const rows = await sql<(TeamEntry & { active: boolean })[]>`
      /* readTeams */
      select code, name, active
      from teams
      ${keys ? sql`where code = any(${keys as string[]})` : sql``}`;
    return rows.map(({ active, ...entry }) => ({ id: entry.code, active, entry }));
  }

  async insert(sql: Sql, rows: readonly NewEntry<TeamEntry>[]): Promise<void> {
    await sql`
      /* insertTeams */
      insert into teams ${sql(rows.map(({ entry }) => entry))}`;
  }

  async update(sql: Sql, rows: readonly Kept<TeamEntry>[]): Promise<void> {
    await sql`
      /* updateTeams */
      update teams t
      set name = v ->> 'name'
      from jsonb_array_elements(${sql.json(rows.map(({ entry }) => entry))}) as v
      where t.code = v ->> 'code'`;
  }

  async setActive(sql: Sql, id: string, active: boolean): Promise<void> {
    await sql`
      /* setTeamActive */
      update teams
      set active = ${active}
      where code = ${id}`;
  }

  /** @throws EntryInUse */
  async demandUnused(sql: Sql, { id }: Kept<TeamEntry>): Promise<void> {
    const [people] = await sql<{ count: number }[]>`
      /* peopleOfTeam */
      select count(*)::int as count
      from users
      where team_code = ${id} and active`;
    if (people && people.count > 0) throw new EntryInUse('team', id, people.count);
  }

  demandUsable(): void {
    // A team stands below nothing.
  }
}
