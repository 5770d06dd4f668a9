import type { Sql } from '../../database/database.js';
import type { CaseRecord, EndStatus } from './case.model.js';

/** What supervision hears of a case, in the transaction of what happened; the event is already written. */
export abstract class CaseListener {
  /** @param urges how often, this one included */
  abstract urged(sql: Sql, record: CaseRecord, urges: { inAll: number; inLastDay: number }, at: Date): Promise<void>;
  /** The citizen has the answer: what the unit owed is done. */
  abstract replied(sql: Sql, record: CaseRecord, at: Date): Promise<void>;
  /** The citizen was not satisfied. @param reworkNo 1 for the first */
  abstract reworked(sql: Sql, record: CaseRecord, reworkNo: number, at: Date): Promise<void>;
  /** A co-unit's result was accepted, or it left the case: what it owed is done. */
  abstract coUnitDone(sql: Sql, record: CaseRecord, assignmentId: string, at: Date): Promise<void>;
  /** Somebody did a step that this clock limits, in time or not. */
  abstract stepDone(sql: Sql, record: CaseRecord, clockKind: string, at: Date): Promise<void>;
  /** A leader wants the instruction to be followed up as an order. @returns id of the order that does */
  abstract instructed(sql: Sql, record: CaseRecord, text: string, leaderId: string, at: Date): Promise<string>;
  /** By whatever route. */
  abstract ended(sql: Sql, record: CaseRecord, outcome: EndStatus, at: Date): Promise<void>;
}
