import { Injectable } from '@nestjs/common';
import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import type { Sql } from '../../database/database.js';
import type { ClockRecord, PauseReason } from './clock.model.js';
import type { ClockKind } from './clock-kind.model.js';

const columns = (sql: Sql) => sql`
  k.id, k.case_id as "caseId", (select c.number from cases c where c.id = k.case_id) as "caseNumber", k.assignment_id as "assignmentId",
  k.subject_id as "subjectId", k.kind, k.span, k.office_class as "officeClass", k.extensions, k.started_at as "startedAt", k.due_at as "dueAt",
  k.yellow_at as "yellowAt", k.remind_at as "remindAt", k.provisional, k.state, k.light, k.reminded, k.overdue_days as "overdueDays",
  k.spread_ms as "spreadMs", k.next_tick_at as "nextTickAt",
  coalesce((select jsonb_agg(jsonb_build_object('from', p.paused_at, 'to', p.resumed_at, 'until', p.until) order by p.paused_at)
    from clock_pauses p where p.clock_id = k.id), '[]') as pauses`;

/** A half-open stretch of time that looks different now, and the office classes for which it does. */
export interface ClockWindow {
  classes: readonly OfficeClass[];
  from: Date;
  to: Date;
}

type Row = Omit<ClockRecord, 'pauses'> & { pauses: { from: string; to: string | null; until: string | null }[] };

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
const recordOf = (row: Row): ClockRecord => ({
  ...row,
  pauses: row.pauses.map(({ from, to, until }) => ({ from: new Date(from), to: date(to), until: date(until) })),
});

@Injectable()
export class ClockRepository {
  /** Locks the row. Take the case first where both are needed: acts and alarms then follow one another. */
  async find(sql: Sql, id: string): Promise<ClockRecord | null> {
    const [row] = await sql<Row[]>`
      /* findClock */
      select ${columns(sql)}
      from clocks k
      where k.id = ${id}
      for no key update of k`;
    return row ? recordOf(row) : null;
  }

  /** The live clock of a kind, of the case itself or of a subject. */
  async live(sql: Sql, caseId: string, kind: ClockKind, subjectId: string | null = null): Promise<ClockRecord | null> {
    const [row] = await sql<Row[]>`
      /* liveClock */
      select ${columns(sql)}
      from clocks k
      where k.case_id = ${caseId} and k.kind = ${kind} and k.state in ('RUNNING', 'PAUSED')
        and k.subject_id is not distinct from ${subjectId}
      order by k.started_at desc
      limit 1`;
    return row ? recordOf(row) : null;
  }

  /** Locks the rows of a case's clocks that stand still for this reason. */
  async pausedFor(sql: Sql, caseId: string, reason: PauseReason): Promise<ClockRecord[]> {
    const rows = await sql<Row[]>`
      /* clocksPausedFor */
      select ${columns(sql)}
      from clocks k
      where k.case_id = ${caseId} and k.state = 'PAUSED'
        and exists (select from clock_pauses p where p.clock_id = k.id and p.resumed_at is null and p.reason = ${reason})
      order by k.id
      for no key update of k`;
    return rows.map(recordOf);
  }

  /**
   * The next cases, in the order of their ids, with running clocks that a stretch of time can concern: for work over all
   * of them in portions. Clocks that stand still are reckoned anew when they go on.
   * @param share one of `lanes` equal parts of the cases, and the case it has come to
   */
  async nextCases(
    sql: Sql,
    within: ClockWindow,
    share: { lane: number; lanes: number; lastCaseId: string | null },
    limit: number,
  ): Promise<string[]> {
    const rows = await sql<{ caseId: string }[]>`
      /* nextCasesOfWindow */
      select distinct k.case_id as "caseId"
      from clocks k
      where k.case_id > ${share.lastCaseId ?? FIRST_ID} and ${concerned(sql, within)}
        and get_byte(uuid_send(k.case_id), 15) % ${share.lanes}::integer = ${share.lane}
      order by k.case_id
      limit ${limit}`;
    return rows.map(({ caseId }) => caseId);
  }

  /** The running clocks of these cases that the stretch can concern; not locked. */
  async runningOfCases(sql: Sql, within: ClockWindow, caseIds: readonly string[]): Promise<ClockRecord[]> {
    const rows = await sql<Row[]>`
      /* runningOfCases */
      select ${columns(sql)}
      from clocks k
      where k.case_id = any(${caseIds as string[]}) and ${concerned(sql, within)}
      order by k.case_id, k.id`;
    return rows.map(recordOf);
  }

  /** The same, locked, the cases first: acts and alarms take the case before its clocks. */
  async lockRunningOfCases(sql: Sql, within: ClockWindow, caseIds: readonly string[]): Promise<ClockRecord[]> {
    await sql`
      /* lockCasesOfClocks */
      select from cases
      where id = any(${caseIds as string[]})
      order by id
      for no key update`;
    const rows = await sql<Row[]>`
      /* lockRunningOfCases */
      select ${columns(sql)}
      from clocks k
      where k.case_id = any(${caseIds as string[]}) and ${concerned(sql, within)}
      order by k.case_id, k.id
      for no key update of k`;
    return rows.map(recordOf);
  }
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Only working time follows the calendar; what ended before the stretch, next alarm included, or began after it cannot feel it. */
const concerned = (sql: Sql, { classes, from, to }: ClockWindow) => sql`
  k.state = 'RUNNING' and k.span like '%w%' and k.office_class = any(${classes as string[]}) and k.started_at < ${to}
  and (k.due_at >= ${from} or k.next_tick_at >= ${from})`;
