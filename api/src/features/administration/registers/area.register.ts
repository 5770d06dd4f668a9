import { Injectable } from '@nestjs/common';
import type { Sql } from '../../../database/database.js';
import { AboveOutOfUse, EntryInUse } from '../administration.errors.js';
import { type Kept, type NewEntry, Register } from './register.js';
import { type BrokenRules, brokenText, type City, makesRing, rulesOf } from './register.model.js';

export type AreaEntry = {
  code: string;
  name: string;
  kind: string;
  parent: string | null;
  /** 网格员 of a grid cell and how to reach them; empty for everything else. */
  worker: string;
  phone: string;
};

const GRID_CELL = 'GRID_CELL';
const AREA_KINDS: readonly string[] = ['CITY', 'DISTRICT', 'STREET', 'TOWN', 'TOWNSHIP', GRID_CELL];

@Injectable()
export class AreaRegister extends Register<AreaEntry> {
  readonly kind = 'area';
  readonly fields = ['code', 'name', 'kind', 'parent', 'worker', 'phone'] as const;

  tidy({ code, name, kind, parent, worker, phone }: AreaEntry): AreaEntry {
    return {
      code: code.trim(),
      name: name.trim(),
      kind,
      parent: parent || null,
      worker: worker.trim(),
      phone: phone.replaceAll(/[\s-]/g, ''),
    };
  }

  broken({ code, name, kind, parent, worker, phone }: AreaEntry, city: City): BrokenRules {
    const isCell = kind === GRID_CELL;
    return rulesOf({
      code: code === '' ? 'required' : !/^\d{2,12}$/.test(code) && 'areaCode',
      name: brokenText(name, 60),
      kind: !AREA_KINDS.includes(kind) && 'unknownValue',
      parent: parent
        ? city.area.get(parent)?.active
          ? makesRing(city.area, code, parent) && 'ring'
          : 'notThere'
        : isCell && 'required',
      worker: worker ? (isCell ? brokenText(worker, 40) : 'gridCellsOnly') : phone && isCell && 'required',
      phone: phone && (isCell ? !/^\d{5,12}$/.test(phone) && 'phone' : 'gridCellsOnly'),
    });
  }

  async read(sql: Sql, keys: readonly string[] | null): Promise<Kept<AreaEntry>[]> {
    const rows = await sql<(AreaEntry & { active: boolean })[]>`
      /* readAreas */
      select code, name, kind, parent_code as parent, grid_worker as worker, grid_phone as phone, active
      from areas
      ${keys ? sql`where code = any(${keys as string[]})` : sql``}`;
    return rows.map(({ active, ...entry }) => ({ id: entry.code, active, entry }));
  }

  async insert(sql: Sql, rows: readonly NewEntry<AreaEntry>[]): Promise<void> {
    await sql`
      /* insertAreas */
      insert into areas (code, name, kind, parent_code, grid_worker, grid_phone)
      select v ->> 'code', v ->> 'name', v ->> 'kind', v ->> 'parent', v ->> 'worker', v ->> 'phone'
      from jsonb_array_elements(${sql.json(rows.map(({ entry }) => entry))}) as v`;
  }

  async update(sql: Sql, rows: readonly Kept<AreaEntry>[]): Promise<void> {
    await sql`
      /* updateAreas */
      update areas a
      set name = v ->> 'name', kind = v ->> 'kind', parent_code = v ->> 'parent', grid_worker = v ->> 'worker', grid_phone = v ->> 'phone'
      from jsonb_array_elements(${sql.json(rows.map(({ entry }) => entry))}) as v
      where a.code = v ->> 'code'`;
  }

  async setActive(sql: Sql, id: string, active: boolean): Promise<void> {
    await sql`
      /* setAreaActive */
      update areas
      set active = ${active}
      where code = ${id}`;
  }

  /** @throws EntryInUse for what is below it */
  async demandUnused(sql: Sql, { id }: Kept<AreaEntry>): Promise<void> {
    const [below] = await sql<{ count: number }[]>`
      /* areasBelow */
      select count(*)::int as count
      from areas
      where parent_code = ${id} and active`;
    if (below && below.count > 0) throw new EntryInUse('area', id, below.count);
  }

  demandUsable({ id, entry: { parent } }: Kept<AreaEntry>, city: City): void {
    if (parent && !city.area.get(parent)?.active) throw new AboveOutOfUse('area', id, parent);
  }
}
