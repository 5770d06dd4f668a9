import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { nextMilestone } from '../../../../common/src/working-time/ticks.js';
import type { WorkingCalendar } from '../../../../common/src/working-time/working-calendar.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { instant } from '../../process-engine/engine-instants.js';
import { defineJob, JobHandler, TryAgainLater } from '../../process-engine/job-handler.js';
import { Calendars } from '../calendar/calendar.public.js';
import { appendEvent } from '../events/events.public.js';
import { type ClockRecord, isLive, reckonClock } from './clock.model.js';
import { ClockRepository } from './clock.repository.js';
import { ClockListener, type ClockNews } from './clock-listener.js';
import { ClockPauses } from './clock-pauses.js';

const definition = defineJob({
  type: 'clock-tick',
  input: z.object({ clockId: z.uuid() }),
  output: z.object({ clockState: z.enum(['LIVE', 'ENDED']), nextTickAt: z.object({ instant: z.string() }) }),
  fetchVariables: ['clockId'],
});

type Input = z.infer<typeof definition.input>;
type Output = z.infer<typeof definition.output>;

/** A paused clock without a named end is looked at again after so long; resuming it rings earlier by itself. */
const PAUSED_LOOK_MS = 30 * 86_400_000;
/** Clocks of two machines are that far apart at most; the engine's may be ahead. */
const SKEW_MS = 60_000;
/** Long outages: so many missed milestones are told in one go, then the alarm is set anew. */
const AT_ONCE = 40;

/**
 * The alarm rings: asks the ledger what is true now, tells what is due to be told, and answers when to ring next. The same
 * job twice tells nothing twice, because what was told is kept in the same transaction.
 */
@Injectable()
export class ClockTickJob extends JobHandler<Input, Output> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly clocks: ClockRepository,
    private readonly listener: ClockListener,
    private readonly pauses: ClockPauses,
  ) {
    super();
  }

  async handle({ clockId }: Input): Promise<Output> {
    return this.database.inTransaction(async (sql) => {
      const calendar = await this.calendars.current(sql);
      await lockCaseOf(sql, clockId);
      const at = this.clock.now();
      let clock = await this.clocks.find(sql, clockId);
      if (!clock || !isLive(clock)) return { clockState: 'ENDED', nextTickAt: instant(at) };
      const early = (clock.nextTickAt?.getTime() ?? 0) - at.getTime();
      // Answered now, the engine would ring again at once, and again until both clocks agree.
      if (early > 0 && early <= SKEW_MS) throw new TryAgainLater('the engine is ahead of the ledger', early);
      const open = clock.pauses.find(({ to }) => to === null);
      if (clock.state === 'PAUSED' && open?.until && open.until <= at)
        clock = await this.pauses.endAtNamedMoment(sql, clock, open.until);
      const next =
        clock.state === 'PAUSED'
          ? (clock.pauses.find(({ to }) => to === null)?.until ?? new Date(at.getTime() + PAUSED_LOOK_MS))
          : await this.tellWhatIsDue(sql, clock, at, calendar);
      await sql`
        /* setNextTick */
        update clocks
        set next_tick_at = ${next}
        where id = ${clockId}`;
      return { clockState: 'LIVE', nextTickAt: instant(next) };
    });
  }

  /** @returns the moment of the next milestone, spread included */
  private async tellWhatIsDue(sql: Sql, clock: ClockRecord, at: Date, calendar: WorkingCalendar): Promise<Date> {
    const reckoned = reckonClock(clock, at, calendar);
    let current = clock;
    for (let told = 0; ; told += 1) {
      const { milestone, at: moment } = nextMilestone(current, reckoned, clock.officeClass, calendar);
      if (moment > at.getTime() || told >= AT_ONCE) return new Date(Math.max(moment, at.getTime()) + clock.spreadMs);
      current = await this.tell(sql, { milestone, clock: current, at });
    }
  }

  private async tell(sql: Sql, news: ClockNews): Promise<ClockRecord> {
    const { milestone, clock, at } = news;
    const told: ClockRecord = {
      ...clock,
      light: milestone === 'YELLOW' ? 'YELLOW' : milestone === 'REMIND' ? clock.light : 'RED',
      reminded: clock.reminded || milestone !== 'YELLOW',
      overdueDays: clock.overdueDays + (milestone === 'OVERDUE_DAY' ? 1 : 0),
    };
    await sql`
      /* keepWhatWasTold */
      update clocks
      set light = ${told.light}, reminded = ${told.reminded}, overdue_days = ${told.overdueDays}
      where id = ${clock.id}`;
    await appendEvent(sql, {
      type: EVENT_OF[milestone],
      caseId: clock.caseId,
      actor: { kind: 'ENGINE' },
      body: {
        clock: clock.kind,
        clockId: clock.id,
        dueAt: clock.dueAt.toISOString(),
        ...(told.light !== clock.light && { oldLight: clock.light, newLight: told.light }),
        ...(milestone === 'OVERDUE_DAY' && { overdueDays: told.overdueDays }),
      },
      at,
    });
    await this.listener.heard(sql, { milestone, clock: told, at });
    return told;
  }
}

const EVENT_OF = {
  YELLOW: 'clock.light',
  REMIND: 'clock.reminded',
  RED: 'clock.light',
  OVERDUE_DAY: 'clock.overdueDay',
} as const;

/** The case first, as every act on it does: an alarm and an act never wait for each other crosswise. */
async function lockCaseOf(sql: Sql, clockId: string): Promise<void> {
  await sql`
    /* lockCaseOfClock */
    select from cases
    where id = (select case_id from clocks where id = ${clockId})
    for no key update`;
}
