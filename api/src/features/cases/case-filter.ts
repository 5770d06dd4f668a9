import { Injectable } from '@nestjs/common';
import { bigrams } from '../../../../common/src/text/bigrams.js';
import type { Sql, SqlFragment } from '../../database/database.js';
import { RequesterVault } from './requester-vault.js';

/** As the API and the ledger's address say it; several choices of one kind mean any of them. */
export interface CaseFilter {
  /** A case number or its beginning. */
  number?: string | null;
  /** Words of the request, from two characters; letters also find categories by pinyin. */
  text?: string | null;
  status?: string[] | null;
  type?: string[] | null;
  channel?: string[] | null;
  phase?: string[] | null;
  /** With everything below it. */
  categoryCode?: string | null;
  /** With everything below it. */
  areaCode?: string | null;
  unitId?: string | null;
  withoutUnit?: boolean | null;
  urgency?: number[] | null;
  light?: string[] | null;
  paused?: boolean | null;
  dueFrom?: Date | null;
  dueTo?: Date | null;
  receivedFrom?: Date | null;
  receivedTo?: Date | null;
  open?: boolean | null;
  /** Of the requester; only after the asker's right was checked and the search recorded (see PhoneSearches). */
  phoneLast4?: string | null;
}

/** A filter with what its words stand for looked up, so that the planner knows the very values. */
export interface LookedUpFilter extends CaseFilter {
  categories: string[] | null;
  areas: string[] | null;
  /** Categories whose pinyin contains the letters searched for, with everything below them. */
  spoken: string[] | null;
  phoneIndex: Buffer | null;
}

const LETTERS = /^[a-z]{2,}$/i;

@Injectable()
export class CaseFilters {
  constructor(private readonly vault: RequesterVault) {}

  /** Nothing is asked of the database for filters without categories, areas and letters. */
  async lookUp(sql: Sql, filter: CaseFilter): Promise<LookedUpFilter> {
    const letters = filter.text?.trim().toLowerCase() ?? '';
    const { categoryCode, areaCode, phoneLast4 } = filter;
    const [categories, areas, spoken] = await Promise.all([
      categoryCode ? categoriesBelow(sql, sql`c.code = ${categoryCode}`) : null,
      areaCode ? areasBelow(sql, areaCode) : null,
      LETTERS.test(letters)
        ? categoriesBelow(
            sql,
            sql`strpos(c.initials, ${letters}) > 0 or strpos(replace(c.pinyin, ' ', ''), ${letters}) > 0`,
          )
        : null,
    ]);
    return {
      ...filter,
      categories,
      areas,
      spoken: spoken?.length ? spoken : null,
      phoneIndex: phoneLast4 ? this.vault.index('last4', phoneLast4) : null,
    };
  }
}

async function categoriesBelow(sql: Sql, where: SqlFragment): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    /* categoriesBelow */
    with recursive below as (
      select c.code from categories c where ${where}
      union
      select c.code from categories c join below on c.parent_code = below.code
    )
    select code from below`;
  return rows.map(({ code }) => code);
}

async function areasBelow(sql: Sql, code: string): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    /* areasBelow */
    with recursive below as (
      select a.code from areas a where a.code = ${code}
      union
      select a.code from areas a join below on a.parent_code = below.code
    )
    select code from below`;
  return rows.map((row) => row.code);
}

/** What a filter asks, as conditions on the alias `c` of `cases`, each beginning with "and". @param now decides lights */
export function matching(sql: Sql, filter: LookedUpFilter, now: Date): SqlFragment {
  const none = sql``;
  const any = (column: SqlFragment, values: readonly unknown[] | null | undefined): SqlFragment =>
    values?.length ? sql`and ${column} = any(${values as string[]})` : none;
  return sql`
    ${filter.number ? sql`and c.number like ${beginningOf(filter.number)}` : none}
    ${textMatches(sql, filter)}
    ${any(sql`c.status`, filter.status)}
    ${any(sql`c.type`, filter.type)}
    ${any(sql`c.channel`, filter.channel)}
    ${any(sql`c.phase`, filter.phase)}
    ${any(sql`c.urgency`, filter.urgency)}
    ${filter.categories ? sql`and c.category_code = any(${filter.categories})` : none}
    ${filter.areas ? sql`and c.area_code = any(${filter.areas})` : none}
    ${filter.unitId ? sql`and c.lead_unit_id = ${filter.unitId}` : none}
    ${filter.withoutUnit ? sql`and c.lead_unit_id is null` : none}
    ${dueMatches(sql, filter)}
    ${filter.receivedFrom ? sql`and c.received_at >= ${filter.receivedFrom}` : none}
    ${filter.receivedTo ? sql`and c.received_at < ${filter.receivedTo}` : none}
    ${filter.open == null ? none : filter.open ? sql`and c.closed_at is null` : sql`and c.closed_at is not null`}
    ${filter.light?.length ? sql`and (${lightPredicate(sql, 'c', filter.light, now)})` : none}
    ${filter.phoneIndex ? sql`and c.requester_id in (select id from requesters where phone_last4_index = ${filter.phoneIndex})` : none}`;
}

/** When the case `c` is due, and whether its clock stands still; conditions that each begin with "and". */
export function dueMatches(
  sql: Sql,
  { dueFrom, dueTo, paused }: Pick<CaseFilter, 'dueFrom' | 'dueTo' | 'paused'>,
): SqlFragment {
  const none = sql``;
  return sql`
    ${paused == null ? none : paused ? sql`and c.paused_at is not null` : sql`and c.paused_at is null`}
    ${dueFrom ? sql`and c.due_at is not null and ${due(sql, 'c')} >= ${dueFrom}` : none}
    ${dueTo ? sql`and ${due(sql, 'c')} < ${dueTo}` : none}`;
}

function textMatches(sql: Sql, { text, spoken }: LookedUpFilter): SqlFragment {
  const words = text?.trim() ?? '';
  const tokens = [...words].length >= 2 ? bigrams(words) : [];
  if (tokens.length === 0) return sql``;
  const inWords = sql`exists (select from case_words w where w.case_id = c.id and w.bigrams @> ${tokens})`;
  return spoken ? sql`and (c.category_code = any(${spoken}) or ${inWords})` : sql`and ${inWords}`;
}

/** Nothing but letters and digits, so that no sign means "anything". */
const beginningOf = (number: string): string => `${number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}%`;

/** When it is due, as the indexes of open cases have it: never comes last. */
const due = (sql: Sql, alias: 'c' | 't'): SqlFragment =>
  alias === 'c' ? sql`coalesce(c.due_at, 'infinity')` : sql`t.due_at`;

/** Lights of open work, from the stored instants and now; `alias` is c (cases) or t (tasks). */
export function lightPredicate(sql: Sql, alias: 'c' | 't', lights: string[], now: Date): SqlFragment {
  const yellow = sql`${sql(`${alias}.yellow_at`)}`;
  const open = alias === 'c' ? sql`c.closed_at is null and` : sql``;
  const parts = lights.map((light) => {
    if (light === 'RED') return sql`(${open} ${due(sql, alias)} <= ${now})`;
    if (light === 'YELLOW') return sql`(${open} ${yellow} <= ${now} and ${due(sql, alias)} > ${now})`;
    return sql`(${open} ${sql(`${alias}.paused_at`)} is null and coalesce(${yellow}, 'infinity') > ${now})`;
  });
  return parts.reduce((left, right) => sql`${left} or ${right}`, sql`false`);
}
