import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface NotificationRow {
  id: string;
  kind: string;
  caseId: string | null;
  caseNumber: string | null;
  details: unknown;
  createdAt: Date;
  readAt: Date | null;
}

@Injectable()
export class NotificationQueries {
  notifications(sql: Sql, userId: string, unreadOnly: boolean, size: number): Promise<NotificationRow[]> {
    return sql<NotificationRow[]>`
      /* notifications */
      select n.id, n.kind, n.case_id as "caseId", c.number as "caseNumber", n.details, n.created_at as "createdAt", n.read_at as "readAt"
      from notifications n
      left join cases c on c.id = n.case_id
      where n.user_id = ${userId}
        ${unreadOnly ? sql`and n.read_at is null` : sql``}
      order by n.created_at desc, n.id desc
      limit ${size}`;
  }

  async markRead(sql: Sql, userId: string, ids: string[] | null, at: Date): Promise<number> {
    const rows = await sql`
      /* markNotificationsRead */
      update notifications
      set read_at = ${at}
      where user_id = ${userId} and read_at is null
        ${ids ? sql`and id = any(${ids})` : sql``}
      returning id`;
    return rows.length;
  }
}
