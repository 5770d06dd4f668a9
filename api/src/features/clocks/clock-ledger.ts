import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { dueAt, yellowAt } from '../../../../common/src/working-time/due-at.js';
import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import type { Sql } from '../../database/database.js';
import { Calendars } from '../calendar/calendar.public.js';
import type { ClockKind } from './clock-kinds.js';

export interface RunningClock {
  id: string;
  kind: ClockKind;
  span: string;
  officeClass: OfficeClass;
  dueAt: Date;
  yellowAt: Date;
  provisional: boolean;
}

const columns = (sql: Sql) =>
  sql`id, kind, span, office_class as "officeClass", due_at as "dueAt", yellow_at as "yellowAt", provisional`;

/** The ledger of promises: what runs since when, for how long, and when it is due (design.md section 4). */
@Injectable()
export class ClockLedger {
  constructor(private readonly calendars: Calendars) {}

  /** Keeps the spans that dmn_deadlines gave this case, for clocks that start later. */
  async keepSpans(sql: Sql, caseId: string, spans: Partial<Record<ClockKind, string>>): Promise<void> {
    const rows = Object.entries(spans).map(([kind, span]) => ({ case_id: caseId, kind, span }));
    if (rows.length === 0) return;
    await sql`
      /* keepSpans */
      insert into clock_spans ${sql(rows)}
      on conflict (case_id, kind) do update set span = excluded.span`;
  }

  /** The span this case has for a clock; null where the decision gives none. */
  async spanOf(sql: Sql, caseId: string, kind: ClockKind): Promise<string | null> {
    const [row] = await sql<{ span: string }[]>`
      /* spanOf */
      select span
      from clock_spans
      where case_id = ${caseId} and kind = ${kind}`;
    return row?.span ?? null;
  }

  async running(sql: Sql, caseId: string, kind: ClockKind): Promise<RunningClock | null> {
    const [row] = await sql<RunningClock[]>`
      /* runningClock */
      select ${columns(sql)}
      from clocks
      where case_id = ${caseId} and kind = ${kind} and state = 'RUNNING'
      order by started_at desc
      limit 1`;
    return row ?? null;
  }

  /** Starts a clock unless one of its kind runs already; that one is answered then. Null where the case has no span for it. */
  async start(
    sql: Sql,
    clock: {
      caseId: string;
      kind: ClockKind;
      startedAt: Date;
      spanOfKind?: ClockKind;
      assignmentId?: string | null;
      officeClass?: OfficeClass;
    },
  ): Promise<RunningClock | null> {
    const running = await this.running(sql, clock.caseId, clock.kind);
    if (running) return running;
    const span = await this.spanOf(sql, clock.caseId, clock.spanOfKind ?? clock.kind);
    if (!span) return null;
    const calendar = await this.calendars.current();
    const officeClass = clock.officeClass ?? 'OFFICE';
    const started = clock.startedAt.getTime();
    const due = dueAt(started, span, officeClass, calendar);
    const yellow = yellowAt(started, span, officeClass, calendar);
    const [row] = await sql<RunningClock[]>`
      /* startClock */
      insert into clocks (id, case_id, assignment_id, kind, round, span, office_class, started_at, due_at, yellow_at, provisional, state)
      values (${uuid()}, ${clock.caseId}, ${clock.assignmentId ?? null}, ${clock.kind},
        (select count(*) + 1 from clocks where case_id = ${clock.caseId} and kind = ${clock.kind}),
        ${span}, ${officeClass}, ${clock.startedAt}, ${new Date(due.due)}, ${new Date(yellow)}, ${due.provisional}, 'RUNNING')
      returning ${columns(sql)}`;
    if (!row) throw new Error('a clock just started is not there');
    return row;
  }

  /** MET: what it limited was done; STOPPED: it no longer matters. */
  async end(sql: Sql, caseId: string, kinds: ClockKind[] | 'ALL', state: 'MET' | 'STOPPED', at: Date): Promise<void> {
    await sql`
      /* endClocks */
      update clocks
      set state = ${state}, stopped_at = greatest(${at}, started_at)
      where case_id = ${caseId} and state = 'RUNNING'
        ${kinds === 'ALL' ? sql`` : sql`and kind = any(${kinds})`}`;
  }
}
