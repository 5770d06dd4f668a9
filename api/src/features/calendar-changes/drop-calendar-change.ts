import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { CalendarChangeDecided, CalendarChangeNotFound } from './calendar-change.errors.js';
import { CalendarChangeRepository } from './calendar-change.repository.js';
import { streamOf } from './confirm-calendar-change.js';

/** Somebody looked at what a change would do and leaves the calendar as it is. */
@Injectable()
export class DropCalendarChange {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
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
      await this.changes.decide(sql, id, 'DROPPED', viewer.id, at);
      await appendEvent(sql, {
        type: 'calendar.changeDropped',
        caseId: null,
        stream: streamOf(change),
        actor: { kind: 'USER', id: viewer.id },
        body: { changeId: id, kind: change.kind },
        at,
      });
    });
  }
}
