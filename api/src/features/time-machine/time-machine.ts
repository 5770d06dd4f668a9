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
import { NoAlarmAhead, OnlyInDemonstrations } from './time-machine.errors.js';

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
  ) {}

  /** Null where time is not to be moved. */
  async read(viewer: Viewer): Promise<TimeMachineState | null> {
    if (!env.YOUSU_DEMO || !may(viewer, 'advanceTime')) return null;
    return { now: this.clock.now(), nextAlarmAt: await nextAlarm(this.database.sql) };
  }

  /** @throws OnlyInDemonstrations, NotPermitted, NoAlarmAhead, EngineUnavailable */
  async advance(by: TimeStep, viewer: Viewer): Promise<TimeMachineState> {
    if (!env.YOUSU_DEMO) throw new OnlyInDemonstrations();
    demand(viewer, 'advanceTime');
    const calendar = await this.calendars.current(this.database.sql);
    const [now, target] = await this.database.inTransaction(async (sql) => {
      await sql`select from application_clock for update`;
      const from = this.clock.now();
      const to = await targetOf(sql, by, from, (at) => nextWorkingDay(at, calendar));
      await sql`
        /* advanceApplicationClock */
        update application_clock
        set offset_ms = offset_ms + ${to.getTime() - from.getTime()}`;
      await appendEvent(sql, {
        type: 'time.advanced',
        caseId: null,
        stream: 'system:time',
        actor: { kind: 'USER', id: viewer.id },
        body: { by, from: from.toISOString(), to: to.toISOString() },
        at: to,
      });
      await sql`select pg_notify('application_clock', ''), pg_notify('changes', '{"kind":"many"}')`;
      return [from, to];
    });
    if (this.clock instanceof ApplicationClock) await this.clock.load();
    // The engine second: a timer that fires finds the application's time already there.
    await this.engine.advanceClockTo(target);
    log.info({ by, from: now, to: target }, 'time was advanced');
    return { now: this.clock.now(), nextAlarmAt: await nextAlarm(this.database.sql) };
  }
}

async function targetOf(sql: Sql, by: TimeStep, now: Date, nextDay: (at: Date) => Date): Promise<Date> {
  switch (by) {
    case 'HOUR':
      return new Date(now.getTime() + HOUR_MS);
    case 'WORKING_DAY':
      return nextDay(now);
    case 'NEXT_ALARM': {
      const alarm = await nextAlarm(sql);
      if (!alarm) throw new NoAlarmAhead();
      return new Date(Math.max(alarm.getTime(), now.getTime()) + 1_000);
    }
  }
}

async function nextAlarm(sql: Sql): Promise<Date | null> {
  const [row] = await sql<{ at: Date }[]>`
    /* nextAlarm */
    select next_tick_at as at
    from clocks
    where next_tick_at is not null
    order by next_tick_at
    limit 1`;
  return row?.at ?? null;
}

/** The same time of day on the next day on which offices work. */
function nextWorkingDay(at: Date, calendar: Parameters<typeof dayIndexOf>[1]): Date {
  const now = at.getTime();
  const index = dayIndexOf(now, calendar);
  const next = dayIndexOfWorkDay(workDaysBefore(index + 1, 'OFFICE', calendar), 'OFFICE', calendar);
  const sinceMidnight = (now + SHANGHAI_OFFSET_MS) % DAY_MS;
  return new Date(startOfShanghaiDay(calendar.firstDay + next) + sinceMidnight);
}
