import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import { chain, commitment } from './event-chain.js';

/** An event of a case, or of something with a history of its own: a model, a document. */
export type NewEvent = EventFacts &
  ({ caseId: string } | { caseId: null; stream: `model:${string}` | `document:${string}` });

interface EventFacts {
  /** e.g. case.received, task.claimed, model.deployed */
  type: string;
  taskId?: string | null;
  actor: { kind: 'USER' | 'CITIZEN' | 'SYSTEM' | 'ENGINE'; id?: string | null };
  onBehalfOf?: string;
  /** Facts without personal values: ids, enums, instants, old and new. Numbers are integers. */
  body?: Record<string, unknown>;
  /** Free text and other values that may hold personal data; erasable, only a commitment is chained. */
  personal?: Record<string, string | null | undefined>;
  /** Application time. */
  at: Date;
}

interface Head {
  seq: number;
  hash: Buffer;
}

/** Adds the next event to its subject's chain, in the transaction of the change it tells. */
export async function appendEvent(sql: Sql, event: NewEvent): Promise<string> {
  const stream = event.caseId === null ? event.stream : `case:${event.caseId}`;
  const [head] = await sql<Head[]>`
    /* lockEventStream */
    select seq, hash
    from lock_event_stream(${stream})`;
  if (!head) throw new Error(`stream ${stream} has no head`);
  const personal = Object.entries(event.personal ?? {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .map(([field, value]) => ({ field, value, salt: randomBytes(16) }));
  const body: Record<string, unknown> = { ...event.body };
  for (const { field, value, salt } of personal) body[field] = { commitment: commitment(salt, value) };
  const facts = {
    stream,
    seq: head.seq + 1,
    id: uuid(),
    type: event.type,
    actorId: event.actor.id ?? null,
    actorKind: event.actor.kind,
    onBehalfOf: event.onBehalfOf ?? null,
    caseId: event.caseId,
    taskId: event.taskId ?? null,
    body,
    eventAt: event.at.toISOString(),
    recordedAt: new Date().toISOString(),
  };
  const { canonical, hash } = chain(head.hash, facts);
  await sql`
    /* appendEvent */
    insert into events (stream, seq, id, type, case_id, task_id, actor_id, actor_kind, on_behalf_of, body, event_at, recorded_at, canonical, previous_hash, hash)
    values (${stream}, ${facts.seq}, ${facts.id}, ${facts.type}, ${facts.caseId}, ${facts.taskId}, ${facts.actorId}, ${facts.actorKind}, ${facts.onBehalfOf},
      ${canonical}::text::jsonb -> 'body', ${facts.eventAt}::text::timestamptz, ${facts.recordedAt}::text::timestamptz, ${canonical}, ${head.hash}, ${hash})`;
  for (const { field, value, salt } of personal) {
    await sql`
      /* keepPersonalValue */
      insert into event_private (event_id, field, salt, value)
      values (${facts.id}, ${field}, ${salt}, ${value})`;
  }
  if (event.caseId !== null)
    await sql`select pg_notify('changes', ${JSON.stringify({ kind: 'case', caseId: event.caseId })})`;
  return facts.id;
}
