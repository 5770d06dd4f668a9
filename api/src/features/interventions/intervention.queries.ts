import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import type { InterventionKind, InterventionState } from './intervention.model.js';
import { shownNumber } from './shown-number.js';

export interface InterventionRow {
  id: string;
  number: string;
  kind: InterventionKind;
  instanceKey: string;
  processId: string;
  caseNumber: string | null;
  what: unknown;
  reason: string;
  state: InterventionState;
  proposedBy: string;
  proposedById: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionNote: string;
  endedAt: Date | null;
  failure: string | null;
}

const columns = (sql: Sql, viewer: Viewer) => sql`
  i.id, i.number, i.kind, i.instance_key::text as "instanceKey", i.process_id as "processId", ${shownNumber(sql, viewer, 'i')} as "caseNumber",
  i.what, i.reason, i.state, p.name as "proposedBy", i.proposed_by as "proposedById", i.proposed_at as "proposedAt", d.name as "decidedBy",
  i.decided_at as "decidedAt", i.decision_note as "decisionNote", i.ended_at as "endedAt", i.failure`;

const withPeople = (sql: Sql) => sql`
  from interventions i
  join users p on p.id = i.proposed_by
  left join users d on d.id = i.decided_by
  left join cases c on c.id = i.case_id`;

@Injectable()
export class InterventionQueries {
  async find(sql: Sql, viewer: Viewer, id: string): Promise<InterventionRow> {
    const [row] = await sql<InterventionRow[]>`
      /* findIntervention */
      select ${columns(sql, viewer)}
      ${withPeople(sql)}
      where i.id = ${id}`;
    if (!row) throw new Error(`intervention ${id} is not there`);
    return row;
  }

  /** Newest first. */
  async list(
    sql: Sql,
    viewer: Viewer,
    { open, first, after }: { open?: boolean | null; first?: number | null; after?: string | null },
  ): Promise<Page<InterventionRow>> {
    const size = pageSize(first);
    const from = decodeCursor(after, ['instant', 'id']);
    const rows = await sql<(InterventionRow & { cursor: string[] })[]>`
      /* interventions */
      select ${columns(sql, viewer)}, array[i.proposed_at::text, i.id::text] as cursor
      ${withPeople(sql)}
      where ${open ? sql`i.state in ('PROPOSED', 'APPROVED', 'FAILED')` : sql`true`}
        ${from ? sql`and (i.proposed_at, i.id) < (${from[0] ?? ''}::text::timestamptz, ${from[1] ?? ''}::text::uuid)` : sql``}
      order by i.proposed_at desc, i.id desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  ofInstance(sql: Sql, viewer: Viewer, engineId: number, key: string): Promise<InterventionRow[]> {
    return sql<InterventionRow[]>`
      /* interventionsOfInstance */
      select ${columns(sql, viewer)}
      ${withPeople(sql)}
      where i.engine_id = ${engineId} and i.instance_key = ${key}
      order by i.proposed_at desc, i.id desc
      limit 50`;
  }
}
