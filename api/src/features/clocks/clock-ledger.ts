import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import { reckon } from '../../../../common/src/working-time/reckoning.js';
import { nextMilestone, spreadOf } from '../../../../common/src/working-time/ticks.js';
import type { Sql } from '../../database/database.js';
import { Calendars } from '../calendar/calendar.public.js';
import { type ClockRecord, isLive } from './clock.model.js';
import { ClockRepository } from './clock.repository.js';
import { ClockAlarm } from './clock-alarm.js';
import { type ClockKind, GOVERNING_KINDS, type SpanKind } from './clock-kind.model.js';
import { GovernCase } from './govern-case.js';

export interface NewClock {
  caseId: string;
  kind: ClockKind;
  startedAt: Date;
  /** Reckoned by the caller; otherwise what dmn_deadlines gave the case. */
  span?: string;
  /** The span of another kind, where a round of its own has one (REWORK for HANDLE). */
  spanOfKind?: SpanKind;
  assignmentId?: string | null;
  /** What it limits beside the case; then several of a kind may run side by side. */
  subjectId?: string | null;
  officeClass?: OfficeClass;
}

/** The ledger of promises: what runs since when, for how long, and when it is due (design.md section 4). */
@Injectable()
export class ClockLedger {
  constructor(
    private readonly calendars: Calendars,
    private readonly clocks: ClockRepository,
    private readonly alarm: ClockAlarm,
    private readonly govern: GovernCase,
  ) {}

  /** Keeps the spans that dmn_deadlines gave this case, for clocks that start later. */
  async keepSpans(sql: Sql, caseId: string, spans: Partial<Record<SpanKind, string>>): Promise<void> {
    const rows = Object.entries(spans).map(([kind, span]) => ({ case_id: caseId, kind, span }));
    if (rows.length === 0) return;
    await sql`
      /* keepSpans */
      insert into clock_spans ${sql(rows)}
      on conflict (case_id, kind) do update set span = excluded.span`;
  }

  /** The span this case has for a clock; null where the decision gives none. */
  async spanOf(sql: Sql, caseId: string, kind: SpanKind): Promise<string | null> {
    const [row] = await sql<{ span: string }[]>`
      /* spanOf */
      select span
      from clock_spans
      where case_id = ${caseId} and kind = ${kind}`;
    return row?.span ?? null;
  }

  running(sql: Sql, caseId: string, kind: ClockKind, subjectId: string | null = null): Promise<ClockRecord | null> {
    return this.clocks.live(sql, caseId, kind, subjectId);
  }

  /**
   * Starts a clock and its alarm, unless one of its kind runs already; that one is answered then. Null where the case has no
   * span for it. The case is locked: its light follows.
   */
  async start(sql: Sql, clock: NewClock): Promise<ClockRecord | null> {
    const { caseId, kind, subjectId = null } = clock;
    const live = await this.clocks.live(sql, caseId, kind, subjectId);
    if (live) return live;
    const span = clock.span ?? (await this.spanOf(sql, caseId, clock.spanOfKind ?? kind));
    if (!span) return null;
    const calendar = await this.calendars.current(sql);
    const officeClass = clock.officeClass ?? 'OFFICE';
    const startedAt = clock.startedAt.getTime();
    const reckoned = reckon({ startedAt, span, officeClass, extensions: [], pauses: [] }, startedAt, calendar);
    const id = uuid();
    const spreadMs = spreadOf(id, reckoned.netMs);
    const first = nextMilestone({ light: 'GREEN', reminded: false, overdueDays: 0 }, reckoned, officeClass, calendar);
    const due = new Date(reckoned.due);
    await sql`
      /* startClock */
      insert into clocks (id, case_id, assignment_id, subject_id, kind, round, span, office_class, started_at, due_at, original_due_at, yellow_at,
        remind_at, provisional, state, spread_ms, next_tick_at)
      values (${id}, ${caseId}, ${clock.assignmentId ?? null}, ${subjectId}, ${kind},
        (select count(*) + 1 from clocks where case_id = ${caseId} and kind = ${kind} and subject_id is not distinct from ${subjectId}),
        ${span}, ${officeClass}, ${clock.startedAt}, ${due}, ${due}, ${new Date(reckoned.yellow)},
        ${new Date(reckoned.remind)}, ${reckoned.provisional}, 'RUNNING', ${spreadMs}, ${new Date(first.at + spreadMs)})`;
    const started = await this.clocks.find(sql, id);
    if (!started?.nextTickAt) throw new Error('a clock just started is not there');
    await this.alarm.set(sql, started, started.nextTickAt);
    if (subjectId === null && canGovern([kind])) await this.govern.execute(sql, caseId);
    return started;
  }

  /**
   * MET: what it limited was done; STOPPED: it no longer matters. Its alarm falls silent, whatever it was about to tell. The
   * case is locked: the next clock in order governs it.
   */
  async end(
    sql: Sql,
    caseId: string,
    kinds: ClockKind[] | 'ALL',
    state: 'MET' | 'STOPPED',
    at: Date,
    subjectId: string | null = null,
  ): Promise<void> {
    const ended = await sql<{ id: string; caseId: string; caseNumber: string }[]>`
      /* endClocks */
      update clocks k
      set state = ${state}, stopped_at = greatest(${at}, started_at), next_tick_at = null,
        light = case when k.state = 'PAUSED' then light when ${at} >= due_at then 'RED' when ${at} >= yellow_at then 'YELLOW' else 'GREEN' end
      where case_id = ${caseId} and k.state in ('RUNNING', 'PAUSED')
        ${kinds === 'ALL' ? sql`` : sql`and kind = any(${kinds}) and subject_id is not distinct from ${subjectId}`}
      returning id, case_id as "caseId", (select c.number from cases c where c.id = k.case_id) as "caseNumber"`;
    if (ended.length === 0) return;
    await sql`
      /* endPauses */
      update clock_pauses
      set resumed_at = greatest(${at}, paused_at)
      where resumed_at is null and clock_id = any(${ended.map(({ id }) => id)})`;
    for (const clock of ended.toSorted((a, b) => (a.id < b.id ? -1 : 1))) await this.alarm.silence(sql, clock);
    if (kinds === 'ALL' || (subjectId === null && canGovern(kinds))) await this.govern.execute(sql, caseId);
  }

  /** @returns the clock if it still runs or stands still, locked */
  async liveById(sql: Sql, id: string): Promise<ClockRecord | null> {
    const clock = await this.clocks.find(sql, id);
    return clock && isLive(clock) ? clock : null;
  }
}

const canGovern = (kinds: readonly ClockKind[]): boolean => kinds.some((kind) => GOVERNING_KINDS.includes(kind));
