import type { JSONValue } from 'postgres';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import { gatheredBy, groupOfNotice } from './notice-kind.model.js';

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

/**
 * A line under the bell of each of these people who wants to hear of it, in the transaction of what it tells. What comes again
 * takes the place of the unread line about the same and says how often it came.
 */
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
      gatheredBy: gatheredBy(kind, caseId, details ?? {}),
      details: details ?? {},
      at,
    })),
  );
  for (const wave of apart(rows)) await insert(sql, wave);
}

interface Row {
  userId: string;
  gatheredBy: string | null;
}

/** One statement cannot replace a line twice: what belongs to the same line goes one after the other. */
function apart<R extends Row>(rows: readonly R[]): R[][] {
  const waves: R[][] = [];
  const met = new Map<string, number>();
  for (const row of rows) {
    const key = `${row.userId} ${row.gatheredBy}`;
    const wave = row.gatheredBy === null ? 0 : (met.get(key) ?? 0);
    met.set(key, wave + 1);
    const rowsOfWave = waves[wave] ?? [];
    rowsOfWave.push(row);
    waves[wave] = rowsOfWave;
  }
  return waves;
}

async function insert(sql: Sql, rows: readonly Row[]): Promise<void> {
  await sql`
    /* notify */
    with added as (
      insert into notifications (id, user_id, case_id, kind, gathered_by, details, created_at)
      select (n ->> 'id')::uuid, u.id, (n ->> 'caseId')::uuid, n ->> 'kind', n ->> 'gatheredBy', n -> 'details', (n ->> 'at')::timestamptz
      from jsonb_array_elements(${sql.json(rows as unknown as JSONValue)}) as n
      join users u on u.id = (n ->> 'userId')::uuid
      where not coalesce(u.preferences -> 'noticesOff' ? (n ->> 'group'), false)
      -- Another id: whoever marks the line read that they saw does not mark this one.
      on conflict (user_id, gathered_by) where read_at is null and gathered_by is not null do update
      set id = excluded.id, details = excluded.details, created_at = excluded.created_at, times = notifications.times + 1
      returning user_id
    ), told as (
      select user_id, row_number() over () / ${TOLD_AT_ONCE} as message
      from (select distinct user_id from added) as people
    )
    select pg_notify('changes', jsonb_build_object('kind', 'notice', 'userIds', jsonb_agg(user_id))::text)
    from told
    group by message`;
}
