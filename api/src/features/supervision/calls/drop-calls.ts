import { Injectable } from '@nestjs/common';
import type { Sql } from '../../../database/database.js';
import { CallRepository } from './call.repository.js';

@Injectable()
export class DropCalls {
  constructor(private readonly calls: CallRepository) {}

  /**
   * The citizen has the answer: nobody is called any more. Within the transaction of the reply or the end.
   * @param which.order only the calls of this order, which is done @param which.exceptOrders not the calls of these
   */
  async execute(
    sql: Sql,
    caseId: string,
    at: Date,
    { order = null, exceptOrders = [] }: { order?: string | null; exceptOrders?: string[] } = {},
  ): Promise<void> {
    const dropped = await sql<{ id: string; attempt: number }[]>`
      /* dropCalls */
      update outbound_calls
      set state = 'DROPPED', next_attempt_at = null
      where case_id = ${caseId} and state in ('QUEUED', 'CALLING', 'NO_ANSWER')
        ${order ? sql`and order_id = ${order}` : sql``}
        ${exceptOrders.length > 0 ? sql`and (order_id is null or order_id <> all(${exceptOrders}))` : sql``}
      returning id, attempt`;
    for (const { id, attempt } of dropped) await this.calls.note(sql, id, attempt, 'DROPPED', at);
  }
}
