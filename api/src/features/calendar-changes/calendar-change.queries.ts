import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import type { ChangeKind, ChangeState, Proposal } from './calendar-change.model.js';
import type { Previous } from './calendar-change.repository.js';
import type { NoticeWarning } from './year-notice.model.js';

export interface CalendarChangeRow {
  id: string;
  kind: ChangeKind;
  year: number;
  state: ChangeState;
  proposal: Proposal;
  previous: Previous;
  warnings: NoticeWarning[];
  openDeadlines: number;
  moving: number;
  becomingCertain: number;
  previewedAt: Date;
  previewedBy: string;
  decidedAt: Date | null;
  decidedBy: string | null;
  moved: number;
  movedCases: number;
  doneAt: Date | null;
}

export interface CalendarMoveRow {
  caseNumber: string;
  clock: string;
  oldDueAt: Date;
  newDueAt: Date;
  provisional: boolean;
  cursor: string[];
}

const columns = (sql: Sql) => sql`
  h.id, h.kind, h.year, h.state, h.proposal, h.previous, h.warnings, h.open_deadlines as "openDeadlines", h.moving,
  h.becoming_certain as "becomingCertain", h.previewed_at as "previewedAt", p.name as "previewedBy", h.decided_at as "decidedAt",
  d.name as "decidedBy", coalesce(l.moved, 0) as moved, coalesce(l.moved_cases, 0) as "movedCases", h.done_at as "doneAt"`;
const withPeople = (sql: Sql) => sql`
  join users p on p.id = h.previewed_by
  left join users d on d.id = h.decided_by
  left join lateral (
    select sum(moved)::integer as moved, sum(moved_cases)::integer as moved_cases from recalculation_lanes where change_id = h.id
  ) l on true`;

@Injectable()
export class CalendarChangeQueries {
  async find(sql: Sql, id: string): Promise<CalendarChangeRow | null> {
    const [row] = await sql<CalendarChangeRow[]>`
      /* calendarChange */
      select ${columns(sql)}
      from calendar_changes h
      ${withPeople(sql)}
      where h.id = ${id}`;
    return row ?? null;
  }

  async underWay(sql: Sql): Promise<CalendarChangeRow | null> {
    const [row] = await sql<CalendarChangeRow[]>`
      /* calendarChangeUnderWay */
      select ${columns(sql)}
      from calendar_changes h
      ${withPeople(sql)}
      where h.state in ('PREVIEW', 'APPLYING')`;
    return row ?? null;
  }

  newest(sql: Sql, first: number | undefined): Promise<CalendarChangeRow[]> {
    return sql<CalendarChangeRow[]>`
      /* calendarChanges */
      select ${columns(sql)}
      from calendar_changes h
      ${withPeople(sql)}
      order by h.previewed_at desc, h.id desc
      limit ${pageSize(first, 10)}`;
  }

  async moves(
    sql: Sql,
    changeId: string,
    page: { first?: number | null; after?: string | null },
  ): Promise<Page<CalendarMoveRow>> {
    const size = pageSize(page.first);
    const after = decodeCursor(page.after, ['instant', 'id']);
    const rows = await sql<CalendarMoveRow[]>`
      /* calendarMoves */
      select case_number as "caseNumber", clock_kind as clock, old_due_at as "oldDueAt", new_due_at as "newDueAt", provisional,
        array[old_due_at::text, clock_id::text] as cursor
      from calendar_moves
      where change_id = ${changeId}
        ${after ? sql`and (old_due_at, clock_id) > (${after[0] ?? ''}::text::timestamptz, ${after[1] ?? ''}::uuid)` : sql``}
      order by old_due_at, clock_id
      limit ${size + 1}`;
    return toPage(rows, size);
  }
}
