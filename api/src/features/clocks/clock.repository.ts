import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import type { ClockRecord } from './clock.model.js';
import type { ClockKind } from './clock-kind.model.js';

const columns = (sql: Sql) => sql`
  k.id, k.case_id as "caseId", (select c.number from cases c where c.id = k.case_id) as "caseNumber", k.assignment_id as "assignmentId",
  k.subject_id as "subjectId", k.kind, k.span, k.office_class as "officeClass", k.extensions, k.started_at as "startedAt", k.due_at as "dueAt",
  k.yellow_at as "yellowAt", k.remind_at as "remindAt", k.provisional, k.state, k.light, k.reminded, k.overdue_days as "overdueDays",
  k.spread_ms as "spreadMs", k.next_tick_at as "nextTickAt",
  coalesce((select jsonb_agg(jsonb_build_object('from', p.paused_at, 'to', p.resumed_at, 'until', p.until) order by p.paused_at)
    from clock_pauses p where p.clock_id = k.id), '[]') as pauses`;

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

  /** Live clocks after an id, in the order of ids, locked: for work over all of them in portions. */
  async liveAfter(sql: Sql, afterId: string, limit: number, onlyProvisional: boolean): Promise<ClockRecord[]> {
    const rows = await sql<Row[]>`
      /* liveClocksAfter */
      select ${columns(sql)}
      from clocks k
      where k.state in ('RUNNING', 'PAUSED') and k.id > ${afterId}
        ${onlyProvisional ? sql`and k.provisional` : sql``}
      order by k.id
      limit ${limit}
      for no key update of k`;
    return rows.map(recordOf);
  }
}
