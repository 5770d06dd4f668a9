import { Injectable } from '@nestjs/common';
import type { Reckoning } from '../../../../common/src/working-time/reckoning.js';
import { nextMilestone } from '../../../../common/src/working-time/ticks.js';
import type { WorkingCalendar } from '../../../../common/src/working-time/working-calendar.js';
import type { Sql } from '../../database/database.js';
import { appendEvents, type NewEvent } from '../events/events.public.js';
import { type ClockRecord, progressAt, reckonClock } from './clock.model.js';
import { ClockAlarm } from './clock-alarm.js';

export type MoveReason = 'EXTENDED' | 'PAUSED' | 'RESUMED' | 'CALENDAR';

export interface MovedClock {
  clock: ClockRecord;
  reckoned: Reckoning;
}

interface Move extends MovedClock {
  progress: ReturnType<typeof progressAt>;
  nextTickAt: Date;
}

/** The due moment of a clock changes: ledger, task lists, case and event in one transaction, and the alarm if it must ring earlier. */
@Injectable()
export class MoveClocks {
  constructor(private readonly alarm: ClockAlarm) {}

  /**
   * Reckons clocks anew from their terms, which the caller has just changed (or the calendar has). A paused one is moved as
   * if it went on now. Where the calendar moves no more than a warning or the next alarm, that is kept without an event.
   * @param clocks locked, with their new terms; due moments as they were before
   * @returns those whose due moment or certainty changed, as they were, with what they are now
   */
  async execute(
    sql: Sql,
    clocks: readonly ClockRecord[],
    cause: {
      reason: MoveReason;
      actor: NewEvent['actor'];
      at: Date;
      body?: Record<string, unknown>;
      personal?: NewEvent['personal'];
    },
    calendar: WorkingCalendar,
  ): Promise<MovedClock[]> {
    const { reason, actor, at } = cause;
    const moves = clocks.map((clock) => this.moveOf(clock, at, calendar));
    const kept = reason === 'CALENDAR' ? moves.filter(differs) : moves;
    if (kept.length === 0) return [];
    const changed = reason === 'CALENDAR' ? kept.filter(({ clock, reckoned }) => isMoved(clock, reckoned)) : kept;
    await this.keep(sql, kept);
    await appendEvents(
      sql,
      changed.map(({ clock, reckoned, progress }) => ({
        type: 'clock.moved',
        caseId: clock.caseId,
        actor,
        body: {
          clock: clock.kind,
          clockId: clock.id,
          reason,
          oldDueAt: clock.dueAt.toISOString(),
          newDueAt: new Date(reckoned.due).toISOString(),
          provisional: reckoned.provisional,
          ...(progress.light !== clock.light && { oldLight: clock.light, newLight: progress.light }),
          ...cause.body,
        },
        ...(cause.personal && { personal: cause.personal }),
        at,
      })),
    );
    await this.alarm.bringForward(sql, kept.filter(ringsEarlier));
    return changed.map(({ clock, reckoned }) => ({ clock, reckoned }));
  }

  private moveOf(clock: ClockRecord, at: Date, calendar: WorkingCalendar): Move {
    const reckoned = reckonClock(clock, at, calendar);
    const progress = progressAt(clock, reckoned, at);
    const open = clock.pauses.find(({ to }) => to === null);
    const wanted =
      clock.state === 'PAUSED'
        ? (open?.until ?? null)
        : new Date(nextMilestone(progress, reckoned, clock.officeClass, calendar).at + clock.spreadMs);
    // A tick that would come too early is only asked again; one that came too late would be missed.
    const nextTickAt = wanted && (!clock.nextTickAt || wanted < clock.nextTickAt) ? wanted : (clock.nextTickAt ?? at);
    return { clock, reckoned, progress, nextTickAt };
  }

  private async keep(sql: Sql, moves: readonly Move[]): Promise<void> {
    const rows = moves.map(({ clock, reckoned, progress, nextTickAt }) => ({
      id: clock.id,
      due: new Date(reckoned.due),
      yellow: new Date(reckoned.yellow),
      remind: new Date(reckoned.remind),
      provisional: reckoned.provisional,
      state: clock.state,
      ...progress,
      nextTickAt,
      extensions: clock.extensions,
    }));
    const moved = sql`
      select (m ->> 'id')::uuid as id, (m ->> 'due')::timestamptz as due, (m ->> 'yellow')::timestamptz as yellow, (m ->> 'remind')::timestamptz as remind,
        (m ->> 'provisional')::boolean as provisional, m ->> 'state' as state, m ->> 'light' as light, (m ->> 'reminded')::boolean as reminded,
        (m ->> 'overdueDays')::integer as overdue_days, (m ->> 'nextTickAt')::timestamptz as next_tick_at,
        array(select jsonb_array_elements_text(m -> 'extensions')) as extensions
      from jsonb_array_elements(${sql.json(rows as never)}) as m`;
    await sql`
      /* moveClocks */
      with moved as (${moved}), ledger as (
        update clocks k
        set due_at = moved.due, yellow_at = moved.yellow, remind_at = moved.remind, provisional = moved.provisional, state = moved.state,
          light = moved.light, reminded = moved.reminded, overdue_days = moved.overdue_days, next_tick_at = moved.next_tick_at, extensions = moved.extensions
        from moved
        where k.id = moved.id
        returning k.id, k.case_id, k.due_at, k.yellow_at, k.provisional, k.state
      ), shown as (
        select l.id, l.case_id, l.provisional, p.paused_at, case when p.paused_at is null then l.due_at end as due_at,
          case when p.paused_at is null then l.yellow_at end as yellow_at
        from ledger l
        left join clock_pauses p on p.clock_id = l.id and p.resumed_at is null
      ), limited as (
        update tasks t
        set due_at = coalesce(s.due_at, 'infinity'), yellow_at = s.yellow_at, paused_at = s.paused_at, version = t.version + 1
        from shown s
        where t.clock_id = s.id and t.state in ('OPEN', 'CLAIMED', 'COMPLETING')
          and (t.due_at, t.yellow_at, t.paused_at) is distinct from (coalesce(s.due_at, 'infinity'), s.yellow_at, s.paused_at)
        returning t.id, t.due_at
      ), listed as (
        update task_candidates c
        set due_at = limited.due_at
        from limited
        where c.task_id = limited.id and c.due_at <> limited.due_at
      )
      update cases c
      set due_at = s.due_at, yellow_at = s.yellow_at, red_at = s.due_at, provisional = s.provisional, paused_at = s.paused_at, version = c.version + 1
      from shown s
      where c.id = s.case_id and c.governing_clock_id = s.id and c.closed_at is null
        and (c.due_at, c.yellow_at, c.provisional, c.paused_at) is distinct from (s.due_at, s.yellow_at, s.provisional, s.paused_at)`;
    // Open lists hear of tasks, pages of cases; of very many only that they should read again.
    if (moves.length > 100) return;
    await sql`
      /* tellMovedTasks */
      select pg_notify('changes', json_build_object('kind', 'task', 'taskId', t.id, 'caseId', t.case_id, 'state', t.state,
        'groups', coalesce((select json_agg(c.group_name) from task_candidates c where c.task_id = t.id), '[]'), 'holderId', t.holder_id, 'actorId', null)::text)
      from tasks t
      where t.clock_id = any(${rows.map(({ id }) => id)}) and t.state in ('OPEN', 'CLAIMED', 'COMPLETING')`;
  }
}

/** Whether the calendar changes what a person was promised: the moment, or how certain it is. */
export const isMoved = (clock: ClockRecord, { due, provisional }: Reckoning): boolean =>
  clock.dueAt.getTime() !== due || clock.provisional !== provisional;

const ringsEarlier = ({ clock, nextTickAt }: Move): boolean =>
  clock.nextTickAt !== null && nextTickAt < clock.nextTickAt;

const differs = (move: Move): boolean =>
  isMoved(move.clock, move.reckoned) ||
  move.clock.yellowAt.getTime() !== move.reckoned.yellow ||
  move.clock.remindAt.getTime() !== move.reckoned.remind ||
  ringsEarlier(move);
