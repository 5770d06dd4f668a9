import { Injectable } from '@nestjs/common';
import { caseScope } from '../../../access/scope.js';
import type { Viewer } from '../../../access/viewer.js';
import type { Sql } from '../../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../../graphql/page.js';

export interface CallRow {
  id: string;
  caseId: string;
  caseNumber: string;
  orderId: string | null;
  unitId: string | null;
  atDesk: boolean;
  provider: string;
  maskedPhone: string;
  state: string;
  attempt: number;
  createdAt: Date;
  nextAttemptAt: Date | null;
  acknowledgedAt: Date | null;
}

export interface CallLineRow {
  callId: string;
  at: Date;
  attempt: number;
  what: string;
}

const columns = (sql: Sql) => sql`
  o.id, o.case_id as "caseId", c.number as "caseNumber", o.order_id as "orderId", o.unit_id as "unitId", o.at_desk as "atDesk", o.provider,
  o.masked_phone as "maskedPhone", o.state, o.attempt, o.created_at as "createdAt", o.next_attempt_at as "nextAttemptAt", o.acknowledged_at as "acknowledgedAt"`;

@Injectable()
export class CallQueries {
  /** Newest first. */
  async list(
    sql: Sql,
    viewer: Viewer,
    { state, first, after }: { state?: string[] | null; first?: number | null; after?: string | null },
  ): Promise<Page<CallRow>> {
    const size = pageSize(first);
    const from = decodeCursor(after, ['instant', 'id']);
    const rows = await sql<(CallRow & { cursor: string[] })[]>`
      /* outboundCalls */
      select ${columns(sql)}, array[o.created_at::text, o.id::text] as cursor
      from outbound_calls o
      join cases c on c.id = o.case_id
      where (${caseScope(sql, viewer)})
        ${state?.length ? sql`and o.state = any(${state})` : sql``}
        ${from ? sql`and (o.created_at, o.id) < (${from[0] ?? ''}::text::timestamptz, ${from[1] ?? ''}::text::uuid)` : sql``}
      order by o.created_at desc, o.id desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  async byId(sql: Sql, id: string): Promise<CallRow | null> {
    const [row] = await sql<CallRow[]>`
      /* outboundCall */
      select ${columns(sql)}
      from outbound_calls o
      join cases c on c.id = o.case_id
      where o.id = ${id}`;
    return row ?? null;
  }

  ofCases(sql: Sql, caseIds: readonly string[]): Promise<CallRow[]> {
    return sql<CallRow[]>`
      /* outboundCallsOfCases */
      select ${columns(sql)}
      from outbound_calls o
      join cases c on c.id = o.case_id
      where o.case_id = any(${caseIds as string[]})
      order by o.created_at desc, o.id desc`;
  }

  lines(sql: Sql, callIds: readonly string[]): Promise<CallLineRow[]> {
    return sql<CallLineRow[]>`
      /* linesOfCalls */
      select call_id as "callId", at, attempt, what
      from outbound_call_lines
      where call_id = any(${callIds as string[]})
      order by id`;
  }
}
