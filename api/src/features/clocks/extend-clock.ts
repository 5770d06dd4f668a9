import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { Calendars } from '../calendar/calendar.public.js';
import type { NewEvent } from '../events/events.public.js';
import type { ClockRecord } from './clock.model.js';
import { MoveClocks } from './move-clocks.js';

/** 延期 in the ledger: the granted span is net time on top, so days off and pauses are left out of it too. */
@Injectable()
export class ExtendClock {
  constructor(
    private readonly calendars: Calendars,
    private readonly moves: MoveClocks,
  ) {}

  /** @param clock live and locked @param span in the clock's own kind of unit, else ForeignUnit */
  async execute(
    sql: Sql,
    clock: ClockRecord,
    span: string,
    cause: { actor: NewEvent['actor']; at: Date; reason: string },
  ): Promise<void> {
    await this.moves.execute(
      sql,
      [{ ...clock, extensions: [...clock.extensions, span] }],
      { reason: 'EXTENDED', actor: cause.actor, at: cause.at, body: { span }, personal: { why: cause.reason } },
      await this.calendars.current(sql),
    );
  }
}
