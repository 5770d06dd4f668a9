import { Injectable } from '@nestjs/common';
import {
  DAY_MS,
  HOUR_MS,
  SHANGHAI_OFFSET_MS,
  startOfShanghaiDay,
} from '../../../../common/src/working-time/shanghai-time.js';
import { dayIndexOf, dayIndexOfWorkDay, workDaysBefore } from '../../../../common/src/working-time/working-time.js';
import { demand, may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { ApplicationClock, Clock } from '../../clock/clock.js';
import { env } from '../../config/env.js';
import { Database, type Sql } from '../../database/database.js';
import { log } from '../../errors/log.js';
import { ProcessEngine } from '../../process-engine/process-engine.js';
import { Calendars } from '../calendar/calendar.public.js';
import { appendEvent } from '../events/events.public.js';
import { SUPERVISION_CHANNEL } from '../supervision/supervision.public.js';
import { MomentNotAhead, NoAlarmAhead, OnlyInDemonstrations } from './time-machine.errors.js';
import { TimeMachineQueries } from './time-machine.queries.js';

export type TimeStep = 'HOUR' | 'WORKING_DAY' | 'NEXT_ALARM';

export interface TimeMachineState {
  now: Date;
  nextAlarmAt: Date | null;
}

/** 时间机器: application and engine go forward together, so that a demonstration shows in a minute what takes a week. */
@Injectable()
export class TimeMachine {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly engine: ProcessEngine,
    private readonly queries: TimeMachineQueries,
  ) {}

  /** Null where time is not to be moved. */
  async read(viewer: Viewer): Promise<TimeMachineState | null> {
    if (!env.YOUSU_DEMO || !may(viewer, 'advanceTime')) return null;
    return this.state();
  }

  /** @returns how much still has to happen at this moment; 0: time may move without anything being late for it */
  underWay(): Promise<number> {
    return this.queries.underWay(this.database.sql, this.clock.now());
  }

  /** @returns when the next limit runs out; null when no clock runs */
  nextLimit(): Promise<Date | null> {
    return this.queries.nextLimit(this.database.sql);
  }

  /** @throws OnlyInDemonstrations, NotPermitted, NoAlarmAhead, EngineUnavailable */
  async advance(by: TimeStep, viewer: Viewer): Promise<TimeMachineState> {
    demandDemonstration(viewer);
    const calendar = await this.calendars.current(this.database.sql);
    return this.move(by, viewer, null, (sql, from) =>
      this.targetOf(sql, by, from, (at) => nextWorkingDay(at, calendar)),
    );
  }

  /**
   * To a moment ahead, or to the present: wall time, from where a past was made up. Never back, nor beyond the present unless
   * that is asked for.
   * @throws OnlyInDemonstrations, NotPermitted, MomentNotAhead, EngineUnavailable
   */
  async advanceTo(moment: Date | null, viewer: Viewer, beyondPresent = false): Promise<TimeMachineState> {
    demandDemonstration(viewer);
    // The present is wall time itself: its offset is none, however long the reckoning took.
    const furthest = beyondPresent ? null : 0;
    return this.move('MOMENT', viewer, furthest, async (_, from) => {
      const present = new Date();
      const to = moment ?? present;
      if (to < from || (to > present && !beyondPresent)) throw new MomentNotAhead(to, from);
      return to;
    });
  }

  /** @param furthest ms that application time may be ahead of wall time; null: as far as it goes */
  private async move(
    by: TimeStep | 'MOMENT',
    viewer: Viewer,
    furthest: number | null,
    targetFrom: (sql: Sql, from: Date) => Promise<Date>,
  ): Promise<TimeMachineState> {
    const [now, target] = await this.database.inTransaction(async (sql) => {
      await sql`select from application_clock for update`;
      const from = this.clock.now();
      const to = await targetFrom(sql, from);
      const ms = to.getTime() - from.getTime();
      // least() leaves nulls out.
      await sql`
        /* advanceApplicationClock */
        update application_clock
        set offset_ms = least(${furthest}::bigint, offset_ms + ${ms})`;
      await appendEvent(sql, {
        type: 'time.advanced',
        caseId: null,
        stream: 'system:time',
        actor: { kind: 'USER', id: viewer.id },
        body: { by, from: from.toISOString(), to: to.toISOString() },
        at: to,
      });
      // Calls and reminders that are due by then go out at once, not at the sweep's next look.
      await sql`
        select pg_notify('application_clock', ''), pg_notify(${SUPERVISION_CHANNEL}, ''), pg_notify('changes', '{"kind":"many"}')`;
      return [from, to];
    });
    if (this.clock instanceof ApplicationClock) await this.clock.load();
    // The engine second: a timer that fires finds the application's time already there.
    await this.engine.advanceClockTo(target);
    log.info({ by, from: now, to: target }, 'time was advanced');
    return this.state();
  }

  private async targetOf(sql: Sql, by: TimeStep, now: Date, nextDay: (at: Date) => Date): Promise<Date> {
    switch (by) {
      case 'HOUR':
        return new Date(now.getTime() + HOUR_MS);
      case 'WORKING_DAY':
        return nextDay(now);
      case 'NEXT_ALARM': {
        const alarm = await this.queries.nextAlarm(sql);
        if (!alarm) throw new NoAlarmAhead();
        return new Date(Math.max(alarm.getTime(), now.getTime()) + 1_000);
      }
    }
  }

  private async state(): Promise<TimeMachineState> {
    return { now: this.clock.now(), nextAlarmAt: await this.queries.nextAlarm(this.database.sql) };
  }
}

/** @throws OnlyInDemonstrations, NotPermitted */
function demandDemonstration(viewer: Viewer): void {
  if (!env.YOUSU_DEMO) throw new OnlyInDemonstrations();
  demand(viewer, 'advanceTime');
}

/** The same time of day on the next day on which offices work. */
function nextWorkingDay(at: Date, calendar: Parameters<typeof dayIndexOf>[1]): Date {
  const now = at.getTime();
  const index = dayIndexOf(now, calendar);
  const next = dayIndexOfWorkDay(workDaysBefore(index + 1, 'OFFICE', calendar), 'OFFICE', calendar);
  const sinceMidnight = (now + SHANGHAI_OFFSET_MS) % DAY_MS;
  return new Date(startOfShanghaiDay(calendar.firstDay + next) + sinceMidnight);
}
