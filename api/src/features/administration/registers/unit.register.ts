import { Injectable } from '@nestjs/common';
import type { Sql } from '../../../database/database.js';
import { AboveOutOfUse, UnitInUse } from '../administration.errors.js';
import { type Kept, type NewEntry, Register } from './register.js';
import { type BrokenRules, brokenText, type City, makesRing, rulesOf } from './register.model.js';

export type UnitEntry = {
  code: string;
  name: string;
  shortName: string;
  kind: string;
  parent: string | null;
  officeClass: string;
  canLead: boolean;
};

const UNIT_KINDS: readonly string[] = [
  'CITY',
  'DISTRICT',
  'STREET',
  'TOWN',
  'TOWNSHIP',
  'DEPARTMENT',
  'UTILITY',
  'SERVICE_CENTER',
  'COMMUNITY',
];
const OFFICE_CLASSES: readonly string[] = ['OFFICE', 'SHIFT', 'ALWAYS'];

@Injectable()
export class UnitRegister extends Register<UnitEntry> {
  readonly kind = 'unit';
  readonly fields = ['code', 'name', 'shortName', 'kind', 'parent', 'officeClass', 'canLead'] as const;

  tidy(entry: UnitEntry): UnitEntry {
    const { code, name, shortName, parent } = entry;
    return {
      ...entry,
      code: code.trim(),
      name: name.trim(),
      shortName: shortName.trim() || name.trim(),
      parent: parent || null,
    };
  }

  broken({ code, name, shortName, kind, parent, officeClass, canLead }: UnitEntry, city: City): BrokenRules {
    return rulesOf({
      code: code === '' ? 'required' : !/^[A-Z0-9_]{2,20}$/.test(code) && 'unitCode',
      name: brokenText(name, 60),
      shortName: brokenText(shortName, 20),
      kind: !UNIT_KINDS.includes(kind) && 'unknownValue',
      officeClass: !OFFICE_CLASSES.includes(officeClass) && 'unknownValue',
      canLead: kind === 'COMMUNITY' && canLead && 'communitiesNeverLead',
      parent: parent && (city.unit.get(parent)?.active ? makesRing(city.unit, code, parent) && 'ring' : 'notThere'),
    });
  }

  async read(sql: Sql, keys: readonly string[] | null): Promise<Kept<UnitEntry>[]> {
    const rows = await sql<(UnitEntry & { id: string; active: boolean })[]>`
      /* readUnits */
      select u.id, u.active, u.code, u.name, u.short_name as "shortName", u.kind, p.code as parent,
        u.office_class as "officeClass", u.can_lead as "canLead"
      from units u
      left join units p on p.id = u.parent_id
      ${keys ? sql`where u.code = any(${keys as string[]})` : sql``}`;
    return rows.map(({ id, active, ...entry }) => ({ id, active, entry }));
  }

  async insert(sql: Sql, rows: readonly NewEntry<UnitEntry>[]): Promise<void> {
    const values = rows.map(({ id, entry: { parent, ...entry } }) => ({ ...entry, id }));
    await sql`
      /* insertUnits */
      insert into units (id, code, name, short_name, kind, office_class, can_lead)
      select (v ->> 'id')::uuid, v ->> 'code', v ->> 'name', v ->> 'shortName', v ->> 'kind', v ->> 'officeClass', (v ->> 'canLead')::boolean
      from jsonb_array_elements(${sql.json(values)}) as v`;
    await setParents(sql, rows);
  }

  async update(sql: Sql, rows: readonly Kept<UnitEntry>[]): Promise<void> {
    const values = rows.map(({ id, entry }) => ({ ...entry, id }));
    await sql`
      /* updateUnits */
      update units u
      set name = v ->> 'name', short_name = v ->> 'shortName', kind = v ->> 'kind', office_class = v ->> 'officeClass',
        can_lead = (v ->> 'canLead')::boolean
      from jsonb_array_elements(${sql.json(values)}) as v
      where u.id = (v ->> 'id')::uuid`;
    await setParents(sql, rows);
  }

  async setActive(sql: Sql, id: string, active: boolean): Promise<void> {
    await sql`
      /* setUnitActive */
      update units
      set active = ${active}
      where id = ${id}`;
  }

  /** Work and people with it or anywhere below it. @throws UnitInUse */
  async demandUnused(sql: Sql, { id }: Kept<UnitEntry>): Promise<void> {
    const rows = await sql<{ shortName: string; assignments: number; people: number; below: boolean }[]>`
      /* usesOfUnit */
      with recursive below as (
        select id, short_name, true as is_self
        from units
        where id = ${id}
        union all
        select u.id, u.short_name, false
        from units u
        join below b on u.parent_id = b.id
        where u.active
      )
      select b.short_name as "shortName", not b.is_self as below,
        (select count(*)::int from assignments a join cases c on c.id = a.case_id
          where a.unit_id = b.id and a.status not in ('RETURNED', 'EXITED') and c.closed_at is null) as assignments,
        (select count(*)::int from users u where u.unit_id = b.id and u.active) as people
      from below b`;
    const sum = (count: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + count(row), 0);
    const found = {
      assignments: sum((row) => row.assignments),
      people: sum((row) => row.people),
      units: sum((row) => (row.below ? 1 : 0)),
    };
    if (found.assignments + found.people + found.units === 0) return;
    const where = rows
      .filter((row) => row.below || row.assignments + row.people > 0)
      .map((row) => `${row.shortName} ${row.assignments}+${row.people}`);
    throw new UnitInUse(found, where.slice(0, 5).join('、') + (where.length > 5 ? '…' : ''));
  }

  demandUsable({ entry: { code, parent } }: Kept<UnitEntry>, city: City): void {
    if (parent && !city.unit.get(parent)?.active) throw new AboveOutOfUse('unit', code, parent);
  }
}

/** Apart from the rest: a unit may come before the one above it. */
async function setParents(sql: Sql, rows: readonly { id: string; entry: UnitEntry }[]): Promise<void> {
  const values = rows.map(({ id, entry: { parent } }) => ({ id, parent }));
  await sql`
    /* setParentUnits */
    update units u
    set parent_id = p.id
    from jsonb_array_elements(${sql.json(values)}) as v
    left join units p on p.code = v ->> 'parent'
    where u.id = (v ->> 'id')::uuid and u.parent_id is distinct from p.id`;
}
