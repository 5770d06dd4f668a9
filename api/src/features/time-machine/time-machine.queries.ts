import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

/** Who waits for whom, asked by whoever is about to move time. */
@Injectable()
export class TimeMachineQueries {
  /** When the next clock rings; null when none runs. */
  async nextAlarm(sql: Sql): Promise<Date | null> {
    const [row] = await sql<{ at: Date }[]>`
      /* nextAlarm */
      select next_tick_at as at
      from clocks
      where next_tick_at is not null
      order by next_tick_at
      limit 1`;
    return row?.at ?? null;
  }

  /** When the next clock turns red or has been red for another day; null when none runs. */
  async nextLimit(sql: Sql): Promise<Date | null> {
    const [row] = await sql<{ at: Date | null }[]>`
      /* nextLimit */
      select min(case when light = 'RED' then next_tick_at else due_at end) as at
      from clocks
      where next_tick_at is not null and state = 'RUNNING'`;
    return row?.at ?? null;
  }

  /**
   * What still has to happen at this moment: alarms that are due, commands on their way, open cases, orders and acts whose step
   * has not reached people, cases whose end is decided, calls and reminders that are due.
   */
  async underWay(sql: Sql, at: Date): Promise<number> {
    const [row] = await sql<{ underWay: number }[]>`
      /* underWay */
      with open_tasks as (
        select case_id, subject_id, process_id, kind
        from tasks
        where state in ('OPEN', 'CLAIMED')
      )
      select (
        (select count(*) from clocks where next_tick_at <= ${at})
        + (select count(*) from outbox where state = 'PENDING')
        + (select count(*) from tasks where state = 'COMPLETING')
        + (select count(*) from cases c
            where c.closed_at is null
              and not exists (select from open_tasks t where t.case_id = c.id and t.process_id = 'case-main'))
        + (select count(*) from supervision_orders o
            where o.state in ('OPEN', 'SIGNED', 'ANSWERED')
              and not exists (select from open_tasks t where t.subject_id = o.id))
        + (select count(*) from assignments a
            where a.kind = 'CO' and a.status in ('PENDING_SIGN', 'SIGNED', 'WORKING', 'SUBMITTED')
              and exists (select from cases c where c.id = a.case_id and c.closed_at is null)
              and not exists (select from open_tasks t where t.subject_id = a.id))
        + (select count(*) from (
            select id from extensions where state = 'PENDING'
            union all
            select id from instructions where state = 'PENDING'
            union all
            select id from inspections where state = 'PENDING'
          ) act
            where not exists (select from open_tasks t where t.subject_id = act.id))
        + (select count(*) from (
            select case_id, 'checkWithdrawal' as kind from withdrawals where state = 'PENDING'
            union all
            select case_id, 'approveVoid' from voids where state = 'PENDING'
          ) act
            where not exists (select from open_tasks t where t.case_id = act.case_id and t.kind = act.kind))
        + (select count(*) from (
            select case_id from withdrawals where state = 'ACCEPTED'
            union all
            select case_id from voids where state = 'APPROVED'
          ) ending
            join cases c on c.id = ending.case_id and c.closed_at is null)
        + (select count(*) from outbound_calls where next_attempt_at <= ${at})
        + (select count(*) from reminder_batches where release_at <= ${at} and released_at is null and undone_at is null)
      )::int as "underWay"`;
    return row?.underWay ?? 0;
  }
}
