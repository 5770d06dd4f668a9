import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';

export interface EventRow {
  id: string;
  seq: number;
  type: string;
  actorId: string | null;
  actorKind: string;
  onBehalfOf: string | null;
  body: Record<string, unknown>;
  personal: Record<string, string | null> | null;
  taskId: string | null;
  eventAt: Date;
  recordedAt: Date;
  hash: string;
  cursor: string[];
}

@Injectable()
export class EventQueries {
  /** Newest first. @param page.seesDiscipline else nothing of a hand-over to discipline is told */
  async timeline(
    sql: Sql,
    caseId: string,
    page: { first?: number | null; after?: string | null; seesDiscipline: boolean },
  ): Promise<Page<EventRow>> {
    const size = pageSize(page.first);
    const after = decodeCursor(page.after, ['integer']);
    const rows = await sql<EventRow[]>`
      /* timeline */
      select e.id, e.seq, e.type, e.actor_id as "actorId", e.actor_kind as "actorKind", e.on_behalf_of as "onBehalfOf", e.body,
        (select jsonb_object_agg(p.field, p.value) from event_private p where p.event_id = e.id) as personal,
        e.task_id as "taskId", e.event_at as "eventAt", e.recorded_at as "recordedAt", encode(e.hash, 'hex') as hash,
        array[e.seq::text] as cursor
      from events e
      where e.case_id = ${caseId}
        ${page.seesDiscipline ? sql`` : sql`and e.type not like 'case.discipline%' and coalesce(e.body ->> 'kind', '') not like 'approveHandover%'`}
        ${after ? sql`and e.seq < ${after[0] ?? ''}::text::int` : sql``}
      order by e.seq desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }
}
