import { Injectable } from '@nestjs/common';
import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql, SqlFragment } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';

export interface NotificationRow {
  id: string;
  kind: string;
  caseId: string | null;
  caseNumber: string | null;
  details: unknown;
  createdAt: Date;
  readAt: Date | null;
  times: number;
  cursor: string[];
}

const COUNTED = 100;

@Injectable()
export class NotificationQueries {
  /** Newest first. */
  async notices(
    sql: Sql,
    viewer: Viewer,
    page: { unreadOnly?: boolean | null | undefined; first?: number | null; after?: string | null },
  ): Promise<Page<NotificationRow>> {
    const size = pageSize(page.first);
    const after = decodeCursor(page.after, ['instant', 'id']);
    const rows = await sql<NotificationRow[]>`
      /* notices */
      select n.id, n.kind, n.case_id as "caseId", c.number as "caseNumber", n.details, n.created_at as "createdAt", n.read_at as "readAt", n.times,
        array[n.created_at::text, n.id::text] as cursor
      from notifications n
      left join cases c on c.id = n.case_id
      where ${mine(sql, viewer)}
        ${page.unreadOnly ? sql`and n.read_at is null` : sql``}
        ${after ? sql`and (n.created_at, n.id) < (${after[0] ?? ''}::text::timestamptz, ${after[1] ?? ''}::uuid)` : sql``}
      order by n.created_at desc, n.id desc
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  async unread(sql: Sql, viewer: Viewer): Promise<number> {
    const [row] = await sql<{ count: number }[]>`
      /* unreadNotices */
      select count(*)::int as count
      from (select from notifications n where ${mine(sql, viewer)} and n.read_at is null limit ${COUNTED}) as some_unread`;
    return row?.count ?? 0;
  }

  /** My other windows hear of it. @returns how many were unread */
  async markRead(sql: Sql, userId: string, ids: string[] | null, at: Date): Promise<number> {
    const [row] = await sql<{ count: number }[]>`
      /* markNotificationsRead */
      with now_read as (
        update notifications
        set read_at = ${at}
        where user_id = ${userId} and read_at is null
          ${ids ? sql`and id = any(${ids})` : sql``}
        returning id
      ), counted as (
        select count(*)::int as count
        from now_read
      )
      select count, pg_notify('changes', ${JSON.stringify({ kind: 'notice', userIds: [userId] })})
      from counted
      where count > 0`;
    return row?.count ?? 0;
  }
}

/** Who became an administrator keeps no notices of cases. */
function mine(sql: Sql, viewer: Viewer): SqlFragment {
  return sql`n.user_id = ${viewer.id} ${may(viewer, 'readCases') ? sql`` : sql`and n.case_id is null`}`;
}
