import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { Calendars } from '../calendar/calendar.public.js';
import { ClockRepository, MoveClocks } from '../clocks/clocks.public.js';
import { appendEvent } from '../events/events.public.js';
import { type CalendarChangeRecord, CalendarChangeRepository, type LaneRecord } from './calendar-change.repository.js';
import { streamOf } from './confirm-calendar-change.js';
import { RecalculationNotices } from './recalculation-notices.js';

/** Some 200 ms each on a small machine: an act on a case of the portion hardly waits. */
const CASES_AT_ONCE = 250;
/** The second looks for clocks that were set by the old calendar while the first was on its way. */
const ROUNDS = 2;

/**
 * Carries a confirmed change of the calendar to the running clocks, in lanes side by side, each in portions of cases with a
 * transaction each. A lane's row is its lock and the place to go on from: a process that dies loses one portion, another
 * takes over, nothing is done twice.
 */
@Injectable()
export class RecalculateDeadlines {
  /** The change whose calendar this process has read. */
  private known = '';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly clocks: ClockRepository,
    private readonly moves: MoveClocks,
    private readonly changes: CalendarChangeRepository,
    private readonly notices: RecalculationNotices,
  ) {}

  /** One portion of one lane. @returns false when there is nothing to do here */
  execute(): Promise<boolean> {
    return this.database.inTransaction(async (sql) => {
      const found = await this.changes.lockLane(sql);
      if (!found) return false;
      const { change, lane } = found;
      if (this.known !== change.id) this.calendars.forget();
      this.known = change.id;
      const calendar = await this.calendars.current(sql);
      const caseIds = await this.clocks.nextCases(sql, change, lane, CASES_AT_ONCE);
      const lastCaseId = caseIds.at(-1);
      if (!lastCaseId) return this.endRound(sql, change, lane);
      // A portion that a crash takes back is done again: its lane has not moved on either. So nobody waits for the disk.
      await sql`set local synchronous_commit = off`;
      const at = this.clock.now();
      const clocks = await this.clocks.lockRunningOfCases(sql, change, caseIds);
      // The first round goes to each case once, so that only the second can meet one that was counted.
      const counted = lane.round > 1 ? await this.changes.movedBefore(sql, change.id, caseIds) : new Set<string>();
      const moved = await this.moves.execute(
        sql,
        clocks,
        { reason: 'CALENDAR', actor: { kind: 'SYSTEM' }, at, body: { changeId: change.id } },
        calendar,
      );
      const movedCases = moved.map(({ clock }) => clock.caseId);
      if (moved.length > 0) await this.notices.gather(sql, { changeId: change.id, lane: lane.lane }, moved, counted);
      await this.changes.keepProgress(sql, change.id, {
        ...lane,
        lastCaseId,
        moved: lane.moved + moved.length,
        movedCases: lane.movedCases + new Set(movedCases.filter((caseId) => !counted.has(caseId))).size,
      });
      return true;
    });
  }

  private async endRound(sql: Sql, change: CalendarChangeRecord, lane: LaneRecord): Promise<boolean> {
    if (lane.round < ROUNDS) {
      if (!(await this.changes.olderWorkHasEnded(sql, change.id))) return false;
      await this.changes.keepProgress(sql, change.id, { ...lane, round: lane.round + 1, lastCaseId: null });
      return true;
    }
    const all = await this.changes.endLane(sql, change.id, lane.lane);
    if (!all) return true;
    const at = this.clock.now();
    await this.changes.finish(sql, change.id, at);
    await this.notices.tell(sql, change, at);
    await appendEvent(sql, {
      type: 'calendar.recalculated',
      caseId: null,
      stream: streamOf(change),
      actor: { kind: 'SYSTEM' },
      body: { changeId: change.id, moved: all.moved, cases: all.movedCases },
      at,
    });
    return true;
  }
}
