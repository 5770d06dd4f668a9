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
  taskName: string | null;
  eventAt: Date;
  recordedAt: Date;
  hash: string;
  cursor: string[];
}

export interface StreamEventRow {
  id: string;
  seq: number;
  type: string;
  actor: { key: string; name: string } | null;
  body: Record<string, unknown>;
  personal: Record<string, string | null> | null;
  eventAt: Date;
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
        e.task_id as "taskId", (select t.name from tasks t where t.id = e.task_id and t.kind = 'form') as "taskName", e.event_at as "eventAt", e.recorded_at as "recordedAt", encode(e.hash, 'hex') as hash,
        array[e.seq::text] as cursor
      from events e
      where e.case_id = ${caseId}
        ${page.seesDiscipline ? sql`` : sql`and e.type not like 'case.discipline%' and coalesce(e.body ->> 'kind', '') not like 'approveHandover%'`}
        ${after ? sql`and e.seq < ${after[0] ?? ''}::text::int` : sql``}
      order by e.seq desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  /** Of anything that is no case, newest first; who may read it is asked before. */
  async ofStream(
    sql: Sql,
    stream: string,
    page: { first?: number | null; after?: string | null },
  ): Promise<Page<StreamEventRow>> {
    const size = pageSize(page.first, 20);
    const after = decodeCursor(page.after, ['integer']);
    const rows = await sql<StreamEventRow[]>`
      /* eventsOfStream */
      select e.id, e.seq, e.type, e.body, e.event_at as "eventAt", array[e.seq::text] as cursor,
        case when u.id is not null then jsonb_build_object('key', u.login, 'name', u.name) end as actor,
        (select jsonb_object_agg(p.field, p.value) from event_private p where p.event_id = e.id) as personal
      from events e
      left join users u on u.id = e.actor_id
      where e.stream = ${stream}
        ${after ? sql`and e.seq < ${after[0] ?? ''}::text::int` : sql``}
      order by e.seq desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }
}
