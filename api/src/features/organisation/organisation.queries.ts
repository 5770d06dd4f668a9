import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { KeptRows } from '../../database/kept-rows.js';

export interface UnitRow {
  id: string;
  code: string;
  name: string;
  shortName: string;
  kind: string;
  parentId: string | null;
  canLead: boolean;
  officeClass: 'OFFICE' | 'SHIFT' | 'ALWAYS';
  active: boolean;
}

export interface AreaRow {
  code: string;
  parentCode: string | null;
  name: string;
  path: string;
  kind: string;
  worker: string;
  phone: string;
}

const columns = (sql: Sql) =>
  sql`u.id, u.code, u.name, u.short_name as "shortName", u.kind, u.parent_id as "parentId", u.can_lead as "canLead", u.office_class as "officeClass", u.active`;

const areaColumns = (sql: Sql) => sql`
  a.code, a.parent_code as "parentCode", a.name, ${areaPath(sql)} as path, a.kind, a.grid_worker as worker, a.grid_phone as phone`;

/** Of an area `a`: a grid cell is told with its street, and its own name alone says little. */
export const areaPath = (sql: Sql) => sql`
  case when a.kind = 'GRID_CELL' then (select street.name || ' ' from areas street where street.code = a.parent_code) || a.name else a.name end`;

/**
 * Codes of what lies as near as the same street, town or township does: it and its grid cells; of anything larger, itself alone.
 * @param code null: none
 */
export const areasNear = (sql: Sql, code: string | null) => sql`
  array(
    select near.code
    from areas own
    join areas near on near.code = case when own.kind = 'GRID_CELL' then own.parent_code else own.code end
      or (near.kind = 'GRID_CELL' and near.parent_code = case when own.kind = 'GRID_CELL' then own.parent_code else own.code end)
    where own.code = ${code}
  )`;

@Injectable()
export class OrganisationQueries {
  constructor(private readonly kept: KeptRows) {}

  /** For names on pages: a row or null for each id, asked for only where it is not kept. */
  keptUnits(sql: Sql, ids: readonly string[]): Promise<(UnitRow | null)[]> {
    return this.kept.of(
      'units',
      ids,
      (missing) => this.unitsById(sql, missing),
      ({ id }) => id,
    );
  }

  /** The same of areas, by code. */
  keptAreas(sql: Sql, codes: readonly string[]): Promise<(AreaRow | null)[]> {
    return this.kept.of(
      'areas',
      codes,
      (missing) => this.areasByCode(sql, missing),
      ({ code }) => code,
    );
  }

  unitNow(id: string): UnitRow | undefined {
    return this.kept.now('units', id);
  }

  areaNow(code: string): AreaRow | undefined {
    return this.kept.now('areas', code);
  }

  units(sql: Sql, filter: { text?: string | null; canLead?: boolean | null }): Promise<UnitRow[]> {
    return sql<UnitRow[]>`
      /* units */
      select ${columns(sql)}
      from units u
      where u.active
        ${filter.text ? sql`and (strpos(u.name, ${filter.text}) > 0 or strpos(u.code, upper(${filter.text})) > 0)` : sql``}
        ${filter.canLead == null ? sql`` : sql`and u.can_lead = ${filter.canLead}`}
      order by u.kind, u.name collate "zh-x-icu"`;
  }

  unitsById(sql: Sql, ids: readonly string[]): Promise<UnitRow[]> {
    return sql<UnitRow[]>`
      /* unitsById */
      select ${columns(sql)}
      from units u
      where u.id = any(${ids as string[]})`;
  }

  async unitByCode(sql: Sql, code: string): Promise<UnitRow | null> {
    const [row] = await sql<UnitRow[]>`
      /* unitByCode */
      select ${columns(sql)}
      from units u
      where u.code = ${code} and u.active`;
    return row ?? null;
  }

  areas(sql: Sql): Promise<AreaRow[]> {
    return sql<AreaRow[]>`
      /* areas */
      select ${areaColumns(sql)}
      from areas a
      where a.active
      order by a.code`;
  }

  areasByCode(sql: Sql, codes: readonly string[]): Promise<AreaRow[]> {
    return sql<AreaRow[]>`
      /* areasByCode */
      select ${areaColumns(sql)}
      from areas a
      where a.code = any(${codes as string[]})`;
  }
}
