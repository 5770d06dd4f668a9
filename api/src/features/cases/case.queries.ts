import { Injectable } from '@nestjs/common';
import { caseListScope, caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { plannedAnew, type Sql } from '../../database/database.js';
import { type Page, pageSize, toPage } from '../../graphql/page.js';
import { areasNear } from '../organisation/organisation.public.js';
import { type CaseFilter, CaseFilters, matching } from './case-filter.js';
import { type CaseSort, sectionsOf } from './case-order.js';

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
  /** Whose are pausedAt, dueAt, yellowAt and provisional; null: none runs. */
  governingClockId: string | null;
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

const columns = (sql: Sql) => sql`
  c.id, c.number, c.type, c.channel, c.category_code as "categoryCode", c.area_code as "areaCode", c.place, c.title,
  c.original_text as "originalText", c.summary, c.requester_id as "requesterId", c.secrecy, c.urgency, c.status, c.phase, c.disposition,
  c.close_type as "closeType", c.legal_basis as "legalBasis", c.duplicate_of as "duplicateOfId", c.lead_unit_id as "leadUnitId",
  c.first_receiver_user_id as "firstReceiverUserId", c.reply_text as "replyText", c.public_reply as "publicReply",
  c.rework_count as "reworkCount", c.urge_count as "urgeCount", c.rating, c.solved, c.governing_clock_id as "governingClockId", c.paused_at as "pausedAt",
  c.due_at as "dueAt", c.yellow_at as "yellowAt", c.provisional, c.received_at as "receivedAt", c.closed_at as "closedAt", c.last_urged_at as "lastUrgedAt",
  c.supervision_level as "supervisionLevel"`;

@Injectable()
export class CaseQueries {
  constructor(private readonly filters: CaseFilters) {}

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

  /** One page of the ledger, within the reader's scope. @throws InvalidInput for a cursor of another list */
  async list(
    sql: Sql,
    viewer: Viewer,
    filter: CaseFilter,
    sort: CaseSort,
    page: { first?: number | null; after?: string | null },
    now: Date,
  ): Promise<Page<CaseRow>> {
    const size = pageSize(page.first);
    const sections = sectionsOf(sql, sort, filter, page.after, now);
    const lookedUp = await this.filters.lookUp(sql, filter);
    const rows: (CaseRow & { cursor: string[] })[] = [];
    for (const section of sections) {
      const found = await plannedAnew(sql<(CaseRow & { cursor: string[] })[]>`
        /* listCases */
        select ${columns(sql)}, ${section.cursor} as cursor
        from cases c
        where ${section.where} and (${caseListScope(sql, viewer)})
          ${matching(sql, lookedUp, now)}
          ${section.after}
        order by ${section.by}
        limit ${size + 1 - rows.length}`);
      rows.push(...found);
      if (rows.length > size) break;
    }
    return toPage(rows, size);
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
            and c.category_code = ${row.categoryCode} and c.area_code = any(${areasNear(sql, row.areaCode)})))
      order by c.received_at desc, c.id desc
      limit 20`;
  }
}
