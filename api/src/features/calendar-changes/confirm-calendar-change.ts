import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { Calendars } from '../calendar/calendar.public.js';
import { appendEvent } from '../events/events.public.js';
import { CalendarChangeDecided, CalendarChangeNotFound } from './calendar-change.errors.js';
import { type CalendarChangeRecord, CalendarChangeRepository } from './calendar-change.repository.js';

/**
 * A lane waits by turns for the database and for itself: 100,000 deadlines were right after 37 s with two lanes and after 29 s
 * with four (`npm run bench -- recalculate`, 2 cores, database and application on them, fsync off). With fsync on, four
 * took 40 s, and 23 to 27 s when portions no longer waited for the disk and notices were gathered.
 */
export const RECALCULATION_LANES = 4;

/** The calendar changes in one short transaction; the open deadlines follow in portions. */
@Injectable()
export class ConfirmCalendarChange {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendars: Calendars,
    private readonly changes: CalendarChangeRepository,
  ) {}

  /** @throws NotPermitted, CalendarChangeNotFound, CalendarChangeDecided */
  async execute(id: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'manageCalendar');
    await this.database.inTransaction(async (sql) => {
      const change = await this.changes.lock(sql, id);
      if (!change) throw new CalendarChangeNotFound();
      if (change.state !== 'PREVIEW') throw new CalendarChangeDecided(change.state);
      const at = this.clock.now();
      await this.changes.decide(sql, id, 'APPLYING', viewer.id, at);
      await this.changes.openLanes(sql, id, RECALCULATION_LANES);
      await this.changes.putIntoCalendar(sql, change.proposal);
      await appendEvent(sql, {
        type: 'calendar.changed',
        caseId: null,
        stream: streamOf(change),
        actor: { kind: 'USER', id: viewer.id },
        body: { changeId: id, kind: change.kind, ...oldAndNew(change) },
        at,
      });
      // Whoever counts remaining working time reads the calendar again.
      await sql`/* tellEveryone */ select pg_notify('changes', '{"kind":"many"}')`;
    });
    this.calendars.forget();
  }
}

export const streamOf = ({ kind, year }: Pick<CalendarChangeRecord, 'kind' | 'year'>): `calendar:${string}` =>
  kind === 'OFFICE_HOURS' ? 'calendar:office-hours' : `calendar:${year}`;

function oldAndNew({ proposal, previous, year }: CalendarChangeRecord): Record<string, unknown> {
  if (proposal.kind === 'OFFICE_HOURS') return { old: previous.hours, new: proposal.hours };
  const days = {
    old: previous.days.map(({ date, before }) => ({ date, entry: before })),
    new: previous.days.map(({ date, after }) => ({ date, entry: after })),
  };
  if (proposal.kind === 'CITY_DAYS') return { year, ...days };
  return {
    year,
    old: { state: previous.state, papers: previous.papers, days: days.old },
    new: { state: 'PUBLISHED', papers: proposal.papers, days: days.new },
  };
}
