import { Injectable } from '@nestjs/common';
import type { JSONValue } from 'postgres';
import type { OfficeClass, OfficeHours } from '../../../../common/src/working-time/office-hours.js';
import type { Sql } from '../../database/database.js';
import type { ChangeKind, ChangeState, DayChange, Proposal, Reach } from './calendar-change.model.js';
import type { NoticeWarning } from './year-notice.model.js';

/** What the tables held where the proposal differs. */
export interface Previous {
  days: DayChange[];
  hours: OfficeHours[];
  state: 'PUBLISHED' | 'UNPUBLISHED' | null;
  papers: string[];
}

export interface CalendarChangeRecord {
  id: string;
  kind: ChangeKind;
  year: number;
  proposal: Proposal;
  previous: Previous;
  state: ChangeState;
  classes: OfficeClass[];
  from: Date;
  to: Date;
  decidedAt: Date | null;
}

/** How far one lane of the recalculation has come through its share of the cases. */
export interface LaneRecord {
  lane: number;
  lanes: number;
  round: number;
  lastCaseId: string | null;
  moved: number;
  movedCases: number;
}

const columns = (sql: Sql) => sql`
  id, kind, year, proposal, previous, state, affects_classes as classes, affects_from as "from", affects_to as "to",
  decided_at as "decidedAt"`;

export interface NewCalendarChange {
  id: string;
  year: number;
  proposal: Proposal;
  previous: Previous;
  warnings: NoticeWarning[];
  reach: Reach;
  by: string;
  at: Date;
}

@Injectable()
export class CalendarChangeRepository {
  /** Waits for another that is just being previewed. @returns false where one is under way */
  async add(sql: Sql, change: NewCalendarChange): Promise<boolean> {
    const { id, year, proposal, previous, warnings, reach, by, at } = change;
    const rows = await sql`
      /* addCalendarChange */
      insert into calendar_changes (id, kind, year, proposal, previous, warnings, affects_classes, affects_from, affects_to, state, previewed_by, previewed_at)
      values (${id}, ${proposal.kind}, ${year}, ${sql.json(proposal as unknown as JSONValue)}, ${sql.json(previous as unknown as JSONValue)},
        ${sql.json(warnings as unknown as JSONValue)}, ${reach.classes}, ${new Date(reach.from)}, ${new Date(reach.to)}, 'PREVIEW', ${by}, ${at})
      on conflict ((true)) where state in ('PREVIEW', 'APPLYING') do nothing
      returning id`;
    return rows.length > 0;
  }

  async lock(sql: Sql, id: string): Promise<CalendarChangeRecord | null> {
    const [row] = await sql<CalendarChangeRecord[]>`
      /* lockCalendarChange */
      select ${columns(sql)}
      from calendar_changes
      where id = ${id}
      for update`;
    return row ?? null;
  }

  /** A lane that has not ended and that no other process is at this very moment, with its change. */
  async lockLane(sql: Sql): Promise<{ change: CalendarChangeRecord; lane: LaneRecord } | null> {
    const [lane] = await sql<(LaneRecord & { changeId: string })[]>`
      /* lockRecalculationLane */
      select l.change_id as "changeId", l.lane, l.lanes, l.round, l.last_case_id as "lastCaseId", l.moved, l.moved_cases as "movedCases"
      from recalculation_lanes l
      join calendar_changes h on h.id = l.change_id and h.state = 'APPLYING'
      where not l.ended
      order by l.lane
      limit 1
      for update of l skip locked`;
    if (!lane) return null;
    const { changeId, ...rest } = lane;
    const [change] = await sql<CalendarChangeRecord[]>`
      /* changeOfLane */
      select ${columns(sql)}
      from calendar_changes
      where id = ${changeId}`;
    if (!change) throw new Error('a lane has no change');
    return { change, lane: rest };
  }

  async keepCounts(
    sql: Sql,
    id: string,
    counts: { openDeadlines: number; moving: number; becomingCertain: number },
  ): Promise<void> {
    await sql`
      /* keepPreviewCounts */
      update calendar_changes
      set open_deadlines = ${counts.openDeadlines}, moving = ${counts.moving}, becoming_certain = ${counts.becomingCertain}
      where id = ${id}`;
  }

  async decide(sql: Sql, id: string, state: 'APPLYING' | 'DROPPED', by: string, at: Date): Promise<void> {
    await sql`
      /* decideCalendarChange */
      update calendar_changes
      set state = ${state}, decided_by = ${by}, decided_at = ${at}, confirmed_in = pg_current_xact_id()
      where id = ${id}`;
  }

  async openLanes(sql: Sql, id: string, lanes: number): Promise<void> {
    await sql`
      /* openRecalculationLanes */
      insert into recalculation_lanes (change_id, lane, lanes)
      select ${id}, lane, ${lanes}
      from generate_series(0, ${lanes - 1}) as lane`;
  }

  async keepProgress(sql: Sql, id: string, { lane, round, lastCaseId, moved, movedCases }: LaneRecord): Promise<void> {
    await sql`
      /* keepRecalculationProgress */
      update recalculation_lanes
      set round = ${round}, last_case_id = ${lastCaseId}, moved = ${moved}, moved_cases = ${movedCases}
      where change_id = ${id} and lane = ${lane}`;
  }

  /** @returns what all lanes have moved if this was the last one, else null */
  async endLane(sql: Sql, id: string, lane: number): Promise<{ moved: number; movedCases: number } | null> {
    // Two that end at once come here one after the other, and the second sees the first.
    await this.lock(sql, id);
    await sql`
      /* endRecalculationLane */
      update recalculation_lanes
      set ended = true
      where change_id = ${id} and lane = ${lane}`;
    const [row] = await sql<{ ended: boolean; moved: number; movedCases: number }[]>`
      /* lanesOfChange */
      select bool_and(ended) as ended, sum(moved)::integer as moved, sum(moved_cases)::integer as "movedCases"
      from recalculation_lanes
      where change_id = ${id}`;
    return row?.ended ? { moved: row.moved, movedCases: row.movedCases } : null;
  }

  /** Which of these cases this change has moved a clock of already. */
  async movedBefore(sql: Sql, id: string, caseIds: readonly string[]): Promise<Set<string>> {
    const rows = await sql<{ caseId: string }[]>`
      /* casesMovedBefore */
      select distinct case_id as "caseId"
      from events
      where case_id = any(${caseIds as string[]}) and type = 'clock.moved' and body ->> 'changeId' = ${id}`;
    return new Set(rows.map(({ caseId }) => caseId));
  }

  /** Whether everything that began before the confirmation was over has ended. */
  async olderWorkHasEnded(sql: Sql, id: string): Promise<boolean> {
    const [row] = await sql<{ ended: boolean }[]>`
      /* olderWorkHasEnded */
      select pg_snapshot_xmin(pg_current_snapshot()) > confirmed_in as ended
      from calendar_changes
      where id = ${id}`;
    return row?.ended ?? false;
  }

  async finish(sql: Sql, id: string, at: Date): Promise<void> {
    await sql`
      /* finishCalendarChange */
      update calendar_changes
      set state = 'DONE', done_at = ${at}
      where id = ${id}`;
  }

  /** Puts a confirmed proposal into the tables and tells every process. */
  async putIntoCalendar(sql: Sql, proposal: Proposal): Promise<void> {
    if (proposal.kind === 'YEAR') await putYear(sql, proposal);
    else if (proposal.kind === 'CITY_DAYS') await putCityDays(sql, proposal);
    else await putHours(sql, proposal);
    await sql`/* tellCalendarChanged */ select pg_notify('calendar_changed', '')`;
  }
}

async function putYear(sql: Sql, { year, papers, days }: Extract<Proposal, { kind: 'YEAR' }>): Promise<void> {
  await sql`
    /* publishYear */
    insert into calendar_years (year, state, papers)
    values (${year}, 'PUBLISHED', ${papers})
    on conflict (year) do update set state = excluded.state, papers = excluded.papers`;
  await sql`
    /* forgetOlderNotice */
    delete from calendar_days
    where notice_year = ${year}`;
  const rows = days.map((day) => ({ ...day, source: 'NATIONAL', notice_year: year }));
  await sql`
    /* putNoticeDays */
    insert into calendar_days ${sql(rows)}
    on conflict (date, source) do update set kind = excluded.kind, name = excluded.name, notice_year = excluded.notice_year`;
}

async function putCityDays(sql: Sql, { dates, day }: Extract<Proposal, { kind: 'CITY_DAYS' }>): Promise<void> {
  await sql`
    /* forgetCityDays */
    delete from calendar_days
    where source = 'CITY' and date = any(${dates}::date[])`;
  if (!day) return;
  await sql`
    /* putCityDays */
    insert into calendar_days ${sql(dates.map((date) => ({ date, source: 'CITY', ...day })))}`;
}

async function putHours(sql: Sql, { hours }: Extract<Proposal, { kind: 'OFFICE_HOURS' }>): Promise<void> {
  await sql`
    /* forgetOfficeHours */
    delete from office_hours
    where office_class = any(${hours.map(({ officeClass }) => officeClass)})`;
  await sql`
    /* putOfficeHours */
    insert into office_hours ${sql(hours.map(({ officeClass, opens, closes }) => ({ office_class: officeClass, opens, closes })))}`;
}
