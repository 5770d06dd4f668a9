import type { Milestone } from '../../../../common/src/working-time/ticks.js';
import type { Sql } from '../../database/database.js';
import type { ClockRecord } from './clock.model.js';

/** What an alarm has to tell: a light that changed, a reminder, another working day past the due moment. */
export interface ClockNews {
  milestone: Milestone;
  clock: ClockRecord;
  /** Application time of the alarm. */
  at: Date;
}

/** Supervision hears of every milestone in the transaction that keeps it; the event is already written. */
export abstract class ClockListener {
  abstract heard(sql: Sql, news: ClockNews): Promise<void>;
}
