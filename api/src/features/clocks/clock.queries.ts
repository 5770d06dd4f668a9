import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface ClockRow {
  id: string;
  caseId: string;
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
  clocksOfCases(sql: Sql, caseIds: readonly string[]): Promise<ClockRow[]> {
    return sql<ClockRow[]>`
      /* clocksOfCases */
      select id, case_id as "caseId", kind, span, office_class as "officeClass", started_at as "startedAt", due_at as "dueAt",
        yellow_at as "yellowAt", provisional, state, stopped_at as "stoppedAt"
      from clocks
      where case_id = any(${caseIds as string[]})
      order by started_at, id`;
  }
}
