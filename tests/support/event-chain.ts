import { createHash } from 'node:crypto';
import type postgres from 'postgres';

interface EventRow {
  stream: string;
  seq: number;
  id: string;
  type: string;
  case_id: string | null;
  task_id: string | null;
  actor_id: string | null;
  actor_kind: string;
  on_behalf_of: string | null;
  body: unknown;
  event_at: Date;
  recorded_at: Date;
  previous_hash: Buffer;
  hash: Buffer;
  canonical: string;
}

/** A second, separate reading of RFC 8785 for the values events hold: an auditor's program, not the application's. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value).sort((left, right) => (left === right ? 0 : left < right ? -1 : 1));
    const members = keys.map(
      (key) => `${JSON.stringify(key)}:${canonicalText((value as Record<string, unknown>)[key])}`,
    );
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * Recomputes a stream's chain from its columns alone, as an auditor would.
 * @returns number of events @throws when anything was changed, removed or put between
 */
export async function verifyChain(sql: postgres.Sql, stream: string): Promise<number> {
  const rows = await sql<EventRow[]>`select * from events where stream = ${stream} order by seq`;
  let previous: Buffer = Buffer.alloc(32);
  for (const [index, row] of rows.entries()) {
    const canonical = canonicalText({
      stream: row.stream,
      seq: index + 1,
      id: row.id,
      type: row.type,
      actorId: row.actor_id,
      actorKind: row.actor_kind,
      onBehalfOf: row.on_behalf_of,
      caseId: row.case_id,
      taskId: row.task_id,
      body: row.body,
      eventAt: row.event_at.toISOString(),
      recordedAt: row.recorded_at.toISOString(),
    });
    const hash = createHash('sha256')
      .update(Buffer.concat([previous, Buffer.from(canonical, 'utf8')]))
      .digest();
    if (canonical !== row.canonical) throw new Error(`event ${row.seq} of ${stream} says something else than its row`);
    if (!row.previous_hash.equals(previous) || !row.hash.equals(hash)) {
      throw new Error(`event ${row.seq} of ${stream} does not follow its predecessor`);
    }
    previous = hash;
  }
  const [head] = await sql<{ seq: number; hash: Buffer }[]>`select seq, hash from event_heads where stream = ${stream}`;
  if (head?.seq !== rows.length || !head.hash.equals(previous)) throw new Error(`the end of ${stream} was cut off`);
  return rows.length;
}
