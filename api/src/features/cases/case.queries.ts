import { Injectable } from '@nestjs/common';
import { bigrams } from '../../../../common/src/text/bigrams.js';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql, SqlFragment } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';

export interface CaseRow {
  id: string;
  number: string;
  type: string;
  channel: string;
  categoryCode: string | null;
  areaCode: string | null;
  place: string;
  title: string;
  originalText: string;
  summary: string;
  requesterId: string;
  secrecy: string;
  urgency: number;
  status: string;
  phase: string;
  disposition: string | null;
  closeType: string | null;
  legalBasis: string | null;
  duplicateOfId: string | null;
  leadUnitId: string | null;
  firstReceiverUserId: string | null;
  replyText: string | null;
  publicReply: string | null;
  reworkCount: number;
  urgeCount: number;
  rating: number | null;
  solved: string | null;
  pausedAt: Date | null;
  dueAt: Date | null;
  yellowAt: Date | null;
  provisional: boolean;
  receivedAt: Date;
  closedAt: Date | null;
  lastUrgedAt: Date | null;
  /** Highest level of a live supervision order. */
  supervisionLevel: number | null;
}

export interface CaseFilter {
  number?: string | null;
  text?: string | null;
  status?: string[] | null;
  type?: string[] | null;
  channel?: string[] | null;
  phase?: string[] | null;
  categoryCode?: string | null;
  areaCode?: string | null;
  unitId?: string | null;
  withoutUnit?: boolean | null;
  urgency?: number[] | null;
  light?: string[] | null;
  paused?: boolean | null;
  dueFrom?: Date | null;
  dueTo?: Date | null;
  receivedFrom?: Date | null;
  receivedTo?: Date | null;
  open?: boolean | null;
}

export type CaseSort = 'RECEIVED_DESC' | 'DUE_ASC' | 'LIGHT_DESC';

const columns = (sql: Sql) => sql`
  c.id, c.number, c.type, c.channel, c.category_code as "categoryCode", c.area_code as "areaCode", c.place, c.title,
  c.original_text as "originalText", c.summary, c.requester_id as "requesterId", c.secrecy, c.urgency, c.status, c.phase, c.disposition,
  c.close_type as "closeType", c.legal_basis as "legalBasis", c.duplicate_of as "duplicateOfId", c.lead_unit_id as "leadUnitId",
  c.first_receiver_user_id as "firstReceiverUserId", c.reply_text as "replyText", c.public_reply as "publicReply",
  c.rework_count as "reworkCount", c.urge_count as "urgeCount", c.rating, c.solved, c.paused_at as "pausedAt", c.due_at as "dueAt", c.yellow_at as "yellowAt",
  c.provisional, c.received_at as "receivedAt", c.closed_at as "closedAt", c.last_urged_at as "lastUrgedAt",
  c.supervision_level as "supervisionLevel"`;

@Injectable()
export class CaseQueries {
  /** Within the reader's scope; null otherwise. */
  async find(sql: Sql, viewer: Viewer, key: { id?: string | null; number?: string | null }): Promise<CaseRow | null> {
    const [row] = await sql<CaseRow[]>`
      /* findCase */
      select ${columns(sql)}
      from cases c
      where ${key.id ? sql`c.id = ${key.id}` : sql`c.number = ${(key.number ?? '').trim().toUpperCase()}`}
        and (${caseScope(sql, viewer)})`;
    return row ?? null;
  }

  /** For objects whose reader was checked already (a task on my list shows its case). */
  byIds(sql: Sql, ids: readonly string[]): Promise<CaseRow[]> {
    return sql<CaseRow[]>`
      /* casesByIds */
      select ${columns(sql)}
      from cases c
      where c.id = any(${ids as string[]})`;
  }

  /** Of these, what the viewer may read. */
  readableByIds(sql: Sql, viewer: Viewer, ids: readonly string[]): Promise<CaseRow[]> {
    return sql<CaseRow[]>`
      /* readableCasesByIds */
      select ${columns(sql)}
      from cases c
      where c.id = any(${ids as string[]}) and (${caseScope(sql, viewer)})`;
  }

  async list(
    sql: Sql,
    viewer: Viewer,
    filter: CaseFilter,
    sort: CaseSort,
    page: { first?: number | null; after?: string | null },
    now: Date,
  ): Promise<Page<CaseRow>> {
    const size = pageSize(page.first);
    const order = orderOf(sql, sort, page.after, now);
    const rows = await sql<(CaseRow & { cursor: string[] })[]>`
      /* listCases */
      select ${columns(sql)}, ${order.cursor} as cursor
      from cases c
      where (${caseScope(sql, viewer)})
        ${this.filtered(sql, filter, now)}
        ${order.after}
      order by ${order.by}
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  private filtered(sql: Sql, filter: CaseFilter, now: Date) {
    const text = filter.text?.trim() ?? '';
    const tokens = [...text].length >= 2 ? bigrams(text) : [];
    return sql`
      ${filter.number ? sql`and c.number like ${`${filter.number.trim().toUpperCase()}%`}` : sql``}
      ${tokens.length > 0 ? sql`and exists (select from case_words w where w.case_id = c.id and w.bigrams @> ${tokens})` : sql``}
      ${filter.status?.length ? sql`and c.status = any(${filter.status})` : sql``}
      ${filter.type?.length ? sql`and c.type = any(${filter.type})` : sql``}
      ${filter.channel?.length ? sql`and c.channel = any(${filter.channel})` : sql``}
      ${filter.phase?.length ? sql`and c.phase = any(${filter.phase})` : sql``}
      ${filter.categoryCode ? sql`and (c.category_code = ${filter.categoryCode} or c.category_code like ${`${filter.categoryCode}-%`})` : sql``}
      ${filter.areaCode ? sql`and c.area_code = ${filter.areaCode}` : sql``}
      ${filter.unitId ? sql`and c.lead_unit_id = ${filter.unitId}` : sql``}
      ${filter.withoutUnit ? sql`and c.lead_unit_id is null` : sql``}
      ${filter.paused == null ? sql`` : filter.paused ? sql`and c.paused_at is not null` : sql`and c.paused_at is null`}
      ${filter.urgency?.length ? sql`and c.urgency = any(${filter.urgency})` : sql``}
      ${filter.dueFrom ? sql`and c.due_at >= ${filter.dueFrom}` : sql``}
      ${filter.dueTo ? sql`and c.due_at < ${filter.dueTo}` : sql``}
      ${filter.receivedFrom ? sql`and c.received_at >= ${filter.receivedFrom}` : sql``}
      ${filter.receivedTo ? sql`and c.received_at < ${filter.receivedTo}` : sql``}
      ${filter.open == null ? sql`` : filter.open ? sql`and c.closed_at is null` : sql`and c.closed_at is not null`}
      ${filter.light?.length ? sql`and (${lightPredicate(sql, 'c', filter.light, now)})` : sql``}`;
  }

  async related(sql: Sql, viewer: Viewer, row: CaseRow): Promise<(CaseRow & { reason: string })[]> {
    return sql<(CaseRow & { reason: string })[]>`
      /* relatedCases */
      select ${columns(sql)},
        case when c.requester_id = ${row.requesterId} or r.phone_index = own.phone_index then 'SAME_REQUESTER'
          when c.place <> '' and c.place = ${row.place} then 'SAME_PLACE'
          else 'SAME_CATEGORY_AND_AREA' end as reason
      from cases c
      join requesters r on r.id = c.requester_id
      cross join (select phone_index from requesters where id = ${row.requesterId}) own
      where c.id <> ${row.id}
        and (${caseScope(sql, viewer)})
        and (r.phone_index = own.phone_index
          or (c.received_at > ${row.receivedAt}::timestamptz - interval '30 days'
            and c.category_code = ${row.categoryCode} and c.area_code = ${row.areaCode}))
      order by c.received_at desc, c.id desc
      limit 20`;
  }
}

/** A total order for pages: what to order by, the place of a row in it, and the rows after such a place. */
function orderOf(sql: Sql, sort: CaseSort, after: string | null | undefined, now: Date): ListOrder {
  const due = sql`coalesce(c.due_at, 'infinity')`;
  if (sort === 'LIGHT_DESC') return orderByLight(sql, 'c', after, now);
  const keys = decodeCursor(after, ['instant', 'id']);
  const last = sql`(${keys?.[0] ?? ''}::text::timestamptz, ${keys?.[1] ?? ''}::text::uuid)`;
  return sort === 'DUE_ASC'
    ? {
        by: sql`${due}, c.id`,
        cursor: sql`array[${due}::text, c.id::text]`,
        after: keys ? sql`and (${due}, c.id) > ${last}` : sql``,
      }
    : {
        by: sql`c.received_at desc, c.id desc`,
        cursor: sql`array[c.received_at::text, c.id::text]`,
        after: keys ? sql`and (c.received_at, c.id) < ${last}` : sql``,
      };
}

export interface ListOrder {
  by: SqlFragment;
  cursor: SqlFragment;
  after: SqlFragment;
}

/**
 * Red, yellow, green, what stands still, what is closed, each by due moment. Lights change while somebody pages: a list is
 * ordered as it was at its first page, whose moment the cursor carries.
 */
export function orderByLight(sql: Sql, alias: 'c' | 't', after: string | null | undefined, now: Date): ListOrder {
  const keys = decodeCursor(after, ['instant', 'integer', 'instant', 'id']);
  const column = (name: string) => sql`${sql(`${alias}.${name}`)}`;
  const asOf = keys ? sql`${keys[0] ?? ''}::text::timestamptz` : sql`${now}::timestamptz`;
  const due = sql`coalesce(${column('due_at')}, 'infinity')`;
  const closed = alias === 'c' ? sql`when c.closed_at is not null then 4` : sql``;
  const rank = sql`case ${closed} when ${column('paused_at')} is not null then 3 when ${due} <= ${asOf} then 0
    when ${column('yellow_at')} <= ${asOf} then 1 else 2 end`;
  return {
    by: sql`${rank}, ${due}, ${column('id')}`,
    cursor: sql`array[(${asOf})::text, (${rank})::text, ${due}::text, ${column('id')}::text]`,
    after: keys
      ? sql`and (${rank}, ${due}, ${column('id')}) > (${keys[1] ?? ''}::text::int, ${keys[2] ?? ''}::text::timestamptz, ${keys[3] ?? ''}::text::uuid)`
      : sql``,
  };
}

/** Lights of open work, from the stored instants and now; `alias` is c (cases) or t (tasks). */
export function lightPredicate(sql: Sql, alias: 'c' | 't', lights: string[], now: Date) {
  const due = sql`${sql(`${alias}.due_at`)}`;
  const yellow = sql`${sql(`${alias}.yellow_at`)}`;
  const open = alias === 'c' ? sql`c.closed_at is null and` : sql``;
  const parts = lights.map((light) => {
    if (light === 'RED') return sql`(${open} ${due} <= ${now})`;
    if (light === 'YELLOW') return sql`(${open} ${yellow} <= ${now} and ${due} > ${now})`;
    return sql`(${open} ${sql(`${alias}.paused_at`)} is null and coalesce(${yellow}, 'infinity') > ${now})`;
  });
  return parts.reduce((left, right) => sql`${left} or ${right}`, sql`false`);
}
