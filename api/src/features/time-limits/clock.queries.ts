import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface ClockRow {
  id: string;
  caseId: string;
  assignmentId: string | null;
  kind: string;
  round: number;
  span: string;
  officeClass: string;
  startedAt: Date;
  originalDueAt: Date;
  dueAt: Date;
  yellowAt: Date;
  provisional: boolean;
  state: string;
  stoppedAt: Date | null;
  lastLight: string;
  extensions: string[];
}

export interface PauseRow {
  id: string;
  clockId: string;
  reason: string;
  proof: string;
  endsWhen: string;
  until: Date | null;
  pausedAt: Date;
  pausedById: string;
  resumedAt: Date | null;
  resumedById: string | null;
}

export interface ExtensionRow {
  id: string;
  caseId: string;
  clockId: string;
  extensionNo: number;
  span: string;
  reason: string;
  state: string;
  requestedAt: Date;
  requestedById: string;
  unitDecidedById: string | null;
  decidedById: string | null;
  decidedAt: Date | null;
  comment: string;
  oldDueAt: Date | null;
  newDueAt: Date | null;
}

const columns = (sql: Sql) => sql`
  id, case_id as "caseId", assignment_id as "assignmentId", kind, round, span, office_class as "officeClass", started_at as "startedAt",
  original_due_at as "originalDueAt", due_at as "dueAt", yellow_at as "yellowAt", provisional, state, stopped_at as "stoppedAt", light as "lastLight",
  extensions`;

@Injectable()
export class ClockQueries {
  byIds(sql: Sql, ids: readonly string[]): Promise<ClockRow[]> {
    return sql<ClockRow[]>`
      /* clocksByIds */
      select ${columns(sql)}
      from clocks
      where id = any(${ids as string[]})`;
  }

  clocksOfCases(sql: Sql, caseIds: readonly string[]): Promise<ClockRow[]> {
    return sql<ClockRow[]>`
      /* clocksOfCases */
      select ${columns(sql)}
      from clocks
      where case_id = any(${caseIds as string[]})
      order by started_at, id`;
  }

  pausesOfClocks(sql: Sql, clockIds: readonly string[]): Promise<PauseRow[]> {
    return sql<PauseRow[]>`
      /* pausesOfClocks */
      select id, clock_id as "clockId", reason, proof, ends_when as "endsWhen", until, paused_at as "pausedAt", paused_by as "pausedById",
        resumed_at as "resumedAt", resumed_by as "resumedById"
      from clock_pauses
      where clock_id = any(${clockIds as string[]})
      order by paused_at`;
  }

  extensionsOfCases(sql: Sql, caseIds: readonly string[]): Promise<ExtensionRow[]> {
    return sql<ExtensionRow[]>`
      /* extensionsOfCases */
      select id, case_id as "caseId", clock_id as "clockId", extension_no as "extensionNo", span, reason, state, requested_at as "requestedAt",
        requested_by as "requestedById", unit_decided_by as "unitDecidedById", decided_by as "decidedById", decided_at as "decidedAt", comment,
        old_due_at as "oldDueAt", new_due_at as "newDueAt"
      from extensions
      where case_id = any(${caseIds as string[]})
      order by requested_at`;
  }

  /** Cases that dmn_deadlines lets ask for longer. */
  async extendable(sql: Sql, caseIds: readonly string[]): Promise<Set<string>> {
    const rows = await sql<{ caseId: string }[]>`
      /* extendableCases */
      select case_id as "caseId"
      from clock_spans
      where kind = 'EXTENSION' and case_id = any(${caseIds as string[]})`;
    return new Set(rows.map(({ caseId }) => caseId));
  }
}
