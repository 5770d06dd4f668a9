import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { GOVERNING_KINDS } from './clock-kind.model.js';

/** Which clock governs a case: the columns of `cases` that lists, boards and filters read are that clock's. */
@Injectable()
export class GovernCase {
  /**
   * After a clock of the case began or ended: the first live one of GOVERNING_KINDS governs from now on. A case that ended has
   * none. Whoever calls appends the event that lets open pages hear of it.
   */
  async execute(sql: Sql, caseId: string): Promise<void> {
    const kinds = GOVERNING_KINDS as string[];
    await sql`
      /* governCase */
      update cases c
      set governing_clock_id = g.id, due_at = g.due_at, yellow_at = g.yellow_at, red_at = g.due_at, paused_at = g.paused_at,
        provisional = coalesce(g.provisional, false), version = c.version + 1
      from (values (${caseId}::uuid)) asked (id)
      left join lateral (
        select k.id, k.provisional, p.paused_at, case when p.paused_at is null then k.due_at end as due_at,
          case when p.paused_at is null then k.yellow_at end as yellow_at
        from clocks k
        left join clock_pauses p on p.clock_id = k.id and p.resumed_at is null
        where k.case_id = asked.id and k.subject_id is null and k.state in ('RUNNING', 'PAUSED') and k.kind = any(${kinds})
        order by array_position(${kinds}::text[], k.kind), k.started_at desc, k.id
        limit 1
      ) g on true
      where c.id = asked.id
        and (c.governing_clock_id, c.due_at, c.yellow_at, c.red_at, c.paused_at, c.provisional)
          is distinct from (g.id, g.due_at, g.yellow_at, g.due_at, g.paused_at, coalesce(g.provisional, false))`;
  }
}
