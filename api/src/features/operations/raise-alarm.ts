import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';

export type AlarmKind =
  | 'NO_DUTY_PHONE'
  | 'NO_HANDLER'
  | 'NO_CO_HANDLER'
  | 'NO_UNIT_LEADER'
  | 'NO_SUPERVISOR'
  | 'NO_LEADER'
  | 'CALL_PROVIDER_DOWN'
  | 'SECOND_ROUTE'
  | 'CASE_WITHOUT_ROUTE';

export interface NewAlarm {
  kind: AlarmKind;
  /** What it is about, e.g. a unit's id: the same again is counted, not repeated. */
  subject: string;
  caseId: string | null;
  details: Record<string, unknown>;
  /** Application time. */
  at: Date;
}

/** Something that needs a person and found none stands on the operations page until somebody has seen to it. */
export async function raiseAlarm(sql: Sql, { kind, subject, caseId, details, at }: NewAlarm): Promise<void> {
  await sql`
    /* raiseAlarm */
    insert into ops_alarms (id, kind, subject, case_id, details, raised_at)
    values (${uuid()}, ${kind}, ${subject}, ${caseId}, ${sql.json(details as never)}, ${at})
    on conflict (kind, subject) where resolved_at is null do update
    set times = ops_alarms.times + 1, case_id = excluded.case_id, details = excluded.details`;
}

/** What was missing is there now. */
export async function settleAlarm(sql: Sql, kind: AlarmKind, subject: string, at: Date): Promise<void> {
  await sql`
    /* settleAlarm */
    update ops_alarms
    set resolved_at = ${at}
    where kind = ${kind} and subject = ${subject} and resolved_at is null`;
}
