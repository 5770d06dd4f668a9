import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface ClockRow {
  id: string;
  kind: string;
  span: string;
  officeClass: string;
  startedAt: Date;
  dueAt: Date;
  yellowAt: Date;
  provisional: boolean;
  state: string;
  stoppedAt: Date | null;
}

@Injectable()
export class ClockQueries {
  clocksOfCase(sql: Sql, caseId: string): Promise<ClockRow[]> {
    return sql<ClockRow[]>`
      /* clocksOfCase */
      select id, kind, span, office_class as "officeClass", started_at as "startedAt", due_at as "dueAt", yellow_at as "yellowAt", provisional, state, stopped_at as "stoppedAt"
      from clocks
      where case_id = ${caseId}
      order by started_at, id`;
  }
}
