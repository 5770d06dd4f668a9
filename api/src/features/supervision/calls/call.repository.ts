import { Injectable } from '@nestjs/common';
import type { Sql } from '../../../database/database.js';

export type CallState = 'QUEUED' | 'CALLING' | 'NO_ANSWER' | 'ACKNOWLEDGED' | 'FAILED' | 'EXHAUSTED' | 'DROPPED';

export type CallLine =
  | 'PLACED'
  | 'ACKNOWLEDGED'
  | 'ANSWERED'
  | 'NO_ANSWER'
  | 'BUSY'
  | 'FAILED'
  | 'PUT_OFF'
  | 'EXHAUSTED'
  | 'DROPPED';

export interface CallRecord {
  id: string;
  caseId: string;
  caseNumber: string;
  orderId: string | null;
  orderNumber: string | null;
  unitId: string | null;
  unitName: string | null;
  provider: string;
  phoneCipher: Uint8Array;
  urgency: number;
  attempt: number;
  state: CallState;
  lastError: string | null;
}

const WAITING: readonly CallState[] = ['QUEUED', 'CALLING', 'NO_ANSWER'];

export const isWaitingCall = ({ state }: Pick<CallRecord, 'state'>): boolean => WAITING.includes(state);

const columns = (sql: Sql) => sql`
  o.id, o.case_id as "caseId", c.number as "caseNumber", o.order_id as "orderId",
  (select s.number from supervision_orders s where s.id = o.order_id) as "orderNumber", o.unit_id as "unitId",
  (select u.name from units u where u.id = o.unit_id) as "unitName", o.provider, o.phone_cipher as "phoneCipher", c.urgency, o.attempt, o.state,
  o.last_error as "lastError"`;

@Injectable()
export class CallRepository {
  /** The next call that is due, with its case; what somebody else works on is left to them. */
  async takeDue(sql: Sql, at: Date): Promise<CallRecord | null> {
    const [row] = await sql<CallRecord[]>`
      /* takeDueCall */
      select ${columns(sql)}
      from outbound_calls o
      join cases c on c.id = o.case_id
      where o.state = any(${WAITING as string[]}) and o.next_attempt_at <= ${at}
      order by o.next_attempt_at
      limit 1
      for no key update of c, o skip locked`;
    return row ?? null;
  }

  /** Its case is locked first, as every act does. */
  async find(sql: Sql, id: string): Promise<CallRecord | null> {
    await sql`
      /* lockCaseOfCall */
      select from cases
      where id = (select case_id from outbound_calls where id = ${id})
      for no key update`;
    const [row] = await sql<CallRecord[]>`
      /* findCall */
      select ${columns(sql)}
      from outbound_calls o
      join cases c on c.id = o.case_id
      where o.id = ${id}
      for no key update of o`;
    return row ?? null;
  }

  async update(
    sql: Sql,
    id: string,
    patch: {
      state?: CallState;
      attempt?: number;
      next_attempt_at?: Date | null;
      acknowledged_at?: Date;
      provider_reference?: string;
      last_error?: string | null;
    },
  ): Promise<void> {
    await sql`
      /* updateCall */
      update outbound_calls
      set ${sql(patch as Record<string, never>)}
      where id = ${id}`;
  }

  async note(sql: Sql, id: string, attempt: number, what: CallLine, at: Date): Promise<void> {
    await sql`
      /* noteOfCall */
      insert into outbound_call_lines (call_id, at, attempt, what)
      values (${id}, ${at}, ${attempt}, ${what})`;
  }

  /** When the next call is due; null while none waits. */
  async nextDue(sql: Sql): Promise<Date | null> {
    const [row] = await sql<{ at: Date | null }[]>`
      /* nextDueCall */
      select min(next_attempt_at) as at
      from outbound_calls
      where state = any(${WAITING as string[]})`;
    return row?.at ?? null;
  }
}
