import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';

export interface Notice {
  userIds: string[];
  caseId: string;
  /** e.g. case.urged, case.supplemented, task.refused; translated by the client. */
  kind: string;
  details?: Record<string, unknown>;
  at: Date;
}

/** A line under the bell of each of these people, in the transaction of what it tells. */
export async function notify(sql: Sql, notice: Notice): Promise<void> {
  const rows = [...new Set(notice.userIds)].map((userId) => ({
    id: uuid(),
    user_id: userId,
    case_id: notice.caseId,
    kind: notice.kind,
    details: sql.json((notice.details ?? {}) as never),
    created_at: notice.at,
  }));
  if (rows.length === 0) return;
  await sql`
    /* notify */
    insert into notifications ${sql(rows)}`;
}
