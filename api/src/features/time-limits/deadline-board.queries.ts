import { Injectable } from '@nestjs/common';
import { DAY_MS, shanghaiDay, startOfShanghaiDay } from '../../../../common/src/working-time/shanghai-time.js';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';

export interface DeadlineRow {
  unitId: string | null;
  overdue: number;
  today: number;
  tomorrow: number;
  thisWeek: number;
  later: number;
  paused: number;
}

export interface DeadlineBoard {
  rows: DeadlineRow[];
  tomorrowFrom: Date;
  tomorrowTo: Date;
  weekTo: Date;
}

@Injectable()
export class DeadlineBoardQueries {
  /** Open cases I may see, by unit and by the day they are due; most overdue first. @param now application time */
  async read(sql: Sql, viewer: Viewer, now: Date): Promise<DeadlineBoard> {
    const today = shanghaiDay(now.getTime());
    const tomorrowFrom = new Date(startOfShanghaiDay(today + 1));
    const tomorrowTo = new Date(tomorrowFrom.getTime() + DAY_MS);
    // 1970-01-01 was a Thursday: (day + 3) % 7 counts from Monday.
    const weekTo = new Date(startOfShanghaiDay(today + 7 - ((today + 3) % 7)));
    const rows = await sql<DeadlineRow[]>`
      /* deadlineBoard */
      select c.lead_unit_id as "unitId",
        count(*) filter (where c.due_at <= ${now})::int as overdue,
        count(*) filter (where c.due_at > ${now} and c.due_at < ${tomorrowFrom})::int as today,
        count(*) filter (where c.due_at >= ${tomorrowFrom} and c.due_at < ${tomorrowTo})::int as tomorrow,
        count(*) filter (where c.due_at >= ${tomorrowTo} and c.due_at < ${weekTo})::int as "thisWeek",
        count(*) filter (where c.due_at >= greatest(${weekTo}, ${tomorrowTo}))::int as later,
        count(*) filter (where c.paused_at is not null)::int as paused
      from cases c
      where c.closed_at is null and (c.due_at is not null or c.paused_at is not null) and (${caseScope(sql, viewer)})
      group by c.lead_unit_id
      order by overdue desc, today desc, tomorrow desc, c.lead_unit_id`;
    return { rows, tomorrowFrom, tomorrowTo, weekTo };
  }
}
