import type { JSONValue } from 'postgres';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';

export interface Notice {
  userIds: string[];
  /** Null where it concerns no single case. */
  caseId: string | null;
  /** e.g. case.urged, case.supplemented, task.refused; translated by the client. */
  kind: string;
  details?: Record<string, unknown>;
  at: Date;
}

/** A line under the bell of each of these people, in the transaction of what it tells. */
export function notify(sql: Sql, notice: Notice): Promise<void> {
  return notifyAll(sql, [notice]);
}

/** The same for many cases at once, in one statement. */
export async function notifyAll(sql: Sql, notices: readonly Notice[]): Promise<void> {
  const rows = notices.flatMap(({ userIds, caseId, kind, details, at }) =>
    [...new Set(userIds)].map((userId) => ({ id: uuid(), userId, caseId, kind, details: details ?? {}, at })),
  );
  if (rows.length === 0) return;
  await sql`
    /* notify */
    insert into notifications (id, user_id, case_id, kind, details, created_at)
    select (n ->> 'id')::uuid, (n ->> 'userId')::uuid, (n ->> 'caseId')::uuid, n ->> 'kind', n -> 'details', (n ->> 'at')::timestamptz
    from jsonb_array_elements(${sql.json(rows as unknown as JSONValue)}) as n`;
}
