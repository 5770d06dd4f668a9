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
  kind: string;
}

const columns = (sql: Sql) =>
  sql`u.id, u.code, u.name, u.short_name as "shortName", u.kind, u.parent_id as "parentId", u.can_lead as "canLead", u.office_class as "officeClass", u.active`;

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
      select code, parent_code as "parentCode", name, kind
      from areas
      where active
      order by code`;
  }

  areasByCode(sql: Sql, codes: readonly string[]): Promise<AreaRow[]> {
    return sql<AreaRow[]>`
      /* areasByCode */
      select code, parent_code as "parentCode", name, kind
      from areas
      where code = any(${codes as string[]})`;
  }
}
