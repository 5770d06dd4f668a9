import { Injectable } from '@nestjs/common';
import { bigrams } from '../../../../common/src/text/bigrams.js';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import { dueMatches, lightPredicate } from '../cases/cases.public.js';

export interface BoardFilter {
  level?: number[] | null;
  unitId?: string | null;
  unanswered?: boolean | null;
  light?: string[] | null;
  /** True: standing still (停表); false: not. */
  paused?: boolean | null;
  dueFrom?: Date | null;
  dueTo?: Date | null;
  text?: string | null;
}

export interface BoardRow {
  caseId: string;
  unanswered: boolean;
}

export interface LevelCount {
  level: number | null;
  cases: number;
  unanswered: number;
}

export interface UnitCount {
  unitId: string | null;
  cases: number;
  supervised: number;
  unanswered: number;
  red: number;
}

/**
 * 件件有督办: every open case is on the board from its first minute. A leader of a unit does not read of discipline, so
 * that a level of 5 shows as what stands below it.
 */
@Injectable()
export class BoardQueries {
  async list(
    sql: Sql,
    viewer: Viewer,
    { filter, first, after, seesDiscipline }: BoardPage,
    now: Date,
  ): Promise<Page<BoardRow>> {
    const size = pageSize(first);
    const from = decodeCursor(after, ['integer', 'instant', 'id']);
    const rows = await sql<(BoardRow & { cursor: string[] })[]>`
      /* supervisionBoard */
      select c.id as "caseId", c.supervision_rank = 0 as unanswered,
        array[c.supervision_rank::text, coalesce(c.due_at, 'infinity')::text, c.id::text] as cursor
      from cases c
      where c.closed_at is null and (${caseScope(sql, viewer)})
        ${this.filtered(sql, filter, now, seesDiscipline)}
        ${
          from
            ? sql`and (c.supervision_rank, coalesce(c.due_at, 'infinity'), c.id)
                > (${from[0] ?? ''}::text::smallint, ${from[1] ?? ''}::text::timestamptz, ${from[2] ?? ''}::text::uuid)`
            : sql``
        }
      order by c.supervision_rank, coalesce(c.due_at, 'infinity'), c.id
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  levels(sql: Sql, viewer: Viewer, seesDiscipline: boolean): Promise<LevelCount[]> {
    return sql<LevelCount[]>`
      /* supervisionByLevel */
      select ${shownLevel(sql, seesDiscipline)} as level, count(*)::int as cases, count(*) filter (where c.supervision_rank = 0)::int as unanswered
      from cases c
      where c.closed_at is null and (${caseScope(sql, viewer)})
      group by 1
      order by 1 nulls first`;
  }

  units(sql: Sql, viewer: Viewer, seesDiscipline: boolean, now: Date): Promise<UnitCount[]> {
    return sql<UnitCount[]>`
      /* supervisionByUnit */
      select c.lead_unit_id as "unitId", count(*)::int as cases,
        count(*) filter (where ${shownLevel(sql, seesDiscipline)} is not null)::int as supervised,
        count(*) filter (where c.supervision_rank = 0)::int as unanswered, count(*) filter (where c.due_at <= ${now})::int as red
      from cases c
      where c.closed_at is null and (${caseScope(sql, viewer)})
      group by c.lead_unit_id
      order by unanswered desc, supervised desc, cases desc, c.lead_unit_id`;
  }

  private filtered(sql: Sql, filter: BoardFilter, now: Date, seesDiscipline: boolean) {
    const text = filter.text?.trim() ?? '';
    const tokens = [...text].length >= 2 ? bigrams(text) : [];
    const number = text.toUpperCase();
    const byNumber = /^(LC|DB)\d/.test(number);
    return sql`
      ${filter.level?.length ? sql`and coalesce(${shownLevel(sql, seesDiscipline)}, 0) = any(${filter.level}::int[])` : sql``}
      ${filter.unitId ? sql`and c.lead_unit_id = ${filter.unitId}` : sql``}
      ${filter.unanswered == null ? sql`` : sql`and c.supervision_rank = ${filter.unanswered ? 0 : 1}`}
      ${dueMatches(sql, filter)}
      ${filter.light?.length ? sql`and (${lightPredicate(sql, 'c', filter.light, now)})` : sql``}
      ${
        byNumber
          ? sql`and (c.number like ${`${number}%`} or exists (
              select from supervision_orders o
              where o.case_id = c.id and o.number like ${`${number}%`} ${seesDiscipline ? sql`` : sql`and o.level < 5`}))`
          : tokens.length > 0
            ? sql`and exists (select from case_words w where w.case_id = c.id and w.bigrams @> ${tokens})`
            : sql``
      }`;
  }
}

export interface BoardPage {
  filter: BoardFilter;
  first?: number | null;
  after?: string | null;
  seesDiscipline: boolean;
}

/** The highest live level of a case `c` as the reader sees it: what concerns discipline is hidden from others. */
export function shownLevel(sql: Sql, seesDiscipline: boolean) {
  if (seesDiscipline) return sql`c.supervision_level`;
  return sql`case when c.supervision_level < 5 then c.supervision_level else (
    select max(o.level)::smallint from supervision_orders o
    where o.case_id = c.id and o.level < 5 and o.state in ('OPEN', 'SIGNED', 'ANSWERED', 'ACCEPTED')) end`;
}
