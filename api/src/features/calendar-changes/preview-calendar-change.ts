import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '../../../../common/src/working-time/shanghai-time.js';
import type { WorkingCalendar } from '../../../../common/src/working-time/working-calendar.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { Calendars, type CalendarTables } from '../calendar/calendar.public.js';
import { ClockRepository, type ClockWindow, isMoved, type MovedClock, reckonClock } from '../clocks/clocks.public.js';
import { CalendarChangeUnderWay } from './calendar-change.errors.js';
import { compiled, dayChanges, type Proposal, reachOf, tablesAfter } from './calendar-change.model.js';
import { CalendarChangeRepository, type Previous } from './calendar-change.repository.js';
import { keepMoves } from './keep-moves.js';
import type { NoticeWarning } from './year-notice.model.js';

const CASES_AT_ONCE = 1_000;

/** Shows what a proposal would do to every open deadline, and keeps it for the person who decides. Nothing is changed yet. */
@Injectable()
export class PreviewCalendarChange {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly clocks: ClockRepository,
    private readonly calendars: Calendars,
    private readonly changes: CalendarChangeRepository,
  ) {}

  /**
   * One transaction without locks on cases; one change at a time, by constraint.
   * @returns the change's id
   * @throws NotPermitted, CalendarChangeUnderWay
   */
  execute(viewer: Viewer, proposal: Proposal, warnings: NoticeWarning[] = []): Promise<string> {
    demand(viewer, 'manageCalendar');
    return this.database.inTransaction(async (sql) => {
      const at = this.clock.now();
      const before = await this.calendars.tables(sql);
      const after = tablesAfter(before, proposal);
      const calendar = compiled(after);
      const year = yearOf(proposal, at);
      const reach = reachOf(compiled(before), calendar) ?? nowhere(year);
      const id = uuid();
      const added = await this.changes.add(sql, {
        id,
        year,
        proposal,
        previous: previousOf(before, after, proposal),
        warnings,
        reach,
        by: viewer.id,
        at,
      });
      if (!added) throw new CalendarChangeUnderWay();
      await sql`/* forgetOlderPreviews */ delete from calendar_moves`;
      const window = { classes: reach.classes, from: new Date(reach.from), to: new Date(reach.to) };
      await this.changes.keepCounts(sql, id, await this.look(sql, id, window, calendar, at));
      return id;
    });
  }

  private async look(sql: Sql, id: string, window: ClockWindow, calendar: WorkingCalendar, at: Date) {
    const counts = { openDeadlines: await countRunning(sql), moving: 0, becomingCertain: 0 };
    for (let lastCaseId: string | null = null; ; ) {
      const all = { lane: 0, lanes: 1, lastCaseId };
      const caseIds: string[] = await this.clocks.nextCases(sql, window, all, CASES_AT_ONCE);
      lastCaseId = caseIds.at(-1) ?? null;
      if (!lastCaseId) return counts;
      const clocks = await this.clocks.runningOfCases(sql, window, caseIds);
      const moves: MovedClock[] = clocks
        .map((clock) => ({ clock, reckoned: reckonClock(clock, at, calendar) }))
        .filter(({ clock, reckoned }) => isMoved(clock, reckoned));
      await keepMoves(sql, id, moves);
      counts.moving += moves.filter(({ clock, reckoned }) => clock.dueAt.getTime() !== reckoned.due).length;
      counts.becomingCertain += moves.filter(
        ({ clock, reckoned }) => clock.provisional && !reckoned.provisional,
      ).length;
    }
  }
}

function yearOf(proposal: Proposal, at: Date): number {
  if (proposal.kind === 'YEAR') return proposal.year;
  const date = proposal.kind === 'CITY_DAYS' ? (proposal.dates[0] as string) : shanghaiDate(at.getTime());
  return Number(date.slice(0, 4));
}

/** A name or a paper changes: nobody's time does. */
function nowhere(year: number): { classes: []; from: number; to: number } {
  const from = startOfShanghaiDay(Date.UTC(year, 0, 1) / DAY_MS);
  return { classes: [], from, to: from + DAY_MS };
}

function previousOf(before: CalendarTables, after: CalendarTables, proposal: Proposal): Previous {
  const year = proposal.kind === 'YEAR' ? before.years.find((row) => row.year === proposal.year) : undefined;
  const classes = new Set(proposal.kind === 'OFFICE_HOURS' ? proposal.hours.map(({ officeClass }) => officeClass) : []);
  return {
    days: dayChanges(before, after, proposal.kind === 'CITY_DAYS' ? 'CITY' : 'NATIONAL'),
    hours: before.officeHours.filter(({ officeClass }) => classes.has(officeClass)),
    state: proposal.kind === 'YEAR' ? (year?.state ?? 'UNPUBLISHED') : null,
    papers: year?.papers ?? [],
  };
}

async function countRunning(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    /* countRunningClocks */
    select count(*)::int as count
    from clocks
    where state in ('RUNNING', 'PAUSED') and state = 'RUNNING'`;
  return row?.count ?? 0;
}
