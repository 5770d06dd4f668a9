import { Injectable } from '@nestjs/common';
import { coSpan } from '../../../../common/src/working-time/co-span.js';
import type { OfficeClass } from '../../../../common/src/working-time/office-hours.js';
import type { Sql } from '../../database/database.js';
import { Calendars } from '../calendar/calendar.public.js';
import type { ClockRecord } from './clock.model.js';
import { ClockLedger } from './clock-ledger.js';

/** CO_HANDLE: each co-unit has a limit of its own, which follows from the lead's. */
@Injectable()
export class StartCoHandle {
  constructor(
    private readonly calendars: Calendars,
    private readonly ledger: ClockLedger,
  ) {}

  /**
   * @param round a first result follows the lead's HANDLE, one that was sent back its REWORK
   * @returns null where dmn_deadlines gave the case no such span
   */
  async execute(
    sql: Sql,
    share: { caseId: string; assignmentId: string; officeClass: OfficeClass },
    round: 'HANDLE' | 'REWORK',
    at: Date,
  ): Promise<ClockRecord | null> {
    const { caseId, assignmentId, officeClass } = share;
    const span = await this.ledger.spanOf(sql, caseId, round);
    if (!span) return null;
    const lead = await this.ledger.running(sql, caseId, 'HANDLE');
    const due = lead?.state === 'RUNNING' ? lead.dueAt.getTime() : null;
    return this.ledger.start(sql, {
      caseId,
      kind: 'CO_HANDLE',
      span: coSpan({ span, due }, at.getTime(), officeClass, await this.calendars.current(sql)),
      startedAt: at,
      assignmentId,
      subjectId: assignmentId,
      officeClass,
    });
  }
}
