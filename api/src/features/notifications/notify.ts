import type { JSONValue } from 'postgres';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import { groupOfNotice } from './notice-kind.model.js';

export interface Notice {
  userIds: string[];
  /** Null where it concerns no single case. */
  caseId: string | null;
  /** e.g. case.urged, case.supplemented, task.refused; translated by the client. */
  kind: string;
  details?: Record<string, unknown>;
  at: Date;
}

/** People told in one message; a message of PostgreSQL holds 8,000 bytes. */
const TOLD_AT_ONCE = 100;

/** A line under the bell of each of these people who wants to hear of it, in the transaction of what it tells. */
export function notify(sql: Sql, notice: Notice): Promise<void> {
  return notifyAll(sql, [notice]);
}

/** The same for many cases at once, in one statement; open pages of these people hear of it at commit. */
export async function notifyAll(sql: Sql, notices: readonly Notice[]): Promise<void> {
  const rows = notices.flatMap(({ userIds, caseId, kind, details, at }) =>
    [...new Set(userIds)].map((userId) => ({
      id: uuid(),
      userId,
      caseId,
      kind,
      group: groupOfNotice(kind),
      details: details ?? {},
      at,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    /* notify */
    with added as (
      insert into notifications (id, user_id, case_id, kind, details, created_at)
      select (n ->> 'id')::uuid, u.id, (n ->> 'caseId')::uuid, n ->> 'kind', n -> 'details', (n ->> 'at')::timestamptz
      from jsonb_array_elements(${sql.json(rows as unknown as JSONValue)}) as n
      join users u on u.id = (n ->> 'userId')::uuid
      where not coalesce(u.preferences -> 'noticesOff' ? (n ->> 'group'), false)
      returning user_id
    ), told as (
      select user_id, row_number() over () / ${TOLD_AT_ONCE} as message
      from (select distinct user_id from added) as people
    )
    select pg_notify('changes', jsonb_build_object('kind', 'notice', 'userIds', jsonb_agg(user_id))::text)
    from told
    group by message`;
}
