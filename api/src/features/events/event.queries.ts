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
  /** Newest first. */
  async timeline(
    sql: Sql,
    caseId: string,
    page: { first?: number | null; after?: string | null },
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
        ${after ? sql`and e.seq < ${after[0] ?? ''}::text::int` : sql``}
      order by e.seq desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }
}
