import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import type { Change } from '../../graphql/changes.js';
import { type ChainedFacts, chain, commitment } from './event-chain.js';

/** An event of a case, or of something with a history of its own: a model, a document, a year of the calendar, a register, the system's time, an export. */
export type NewEvent = EventFacts & ({ caseId: string } | { caseId: null; stream: EventStream });

/** Of whatever has a history of its own beside cases; registers and people among them. */
export type EventStream =
  `${'model' | 'document' | 'calendar' | 'system' | 'export' | 'user' | 'unit' | 'team' | 'category' | 'area'}:${string}`;

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
  stream: string;
  seq: number;
  hash: Buffer;
}

/** So many subjects changed at once are told as one: every open page reads again. */
const MANY = 100;

const streamOf = (event: NewEvent): string => (event.caseId === null ? event.stream : `case:${event.caseId}`);

/** Adds the next event to its subject's chain, in the transaction of the change it tells. @returns its id */
export async function appendEvent(sql: Sql, event: NewEvent): Promise<string> {
  const [id] = await appendEvents(sql, [event]);
  return id as string;
}

/** The same for many, each to its own chain, in three statements however many they are. @returns their ids in order */
export async function appendEvents(sql: Sql, events: readonly NewEvent[]): Promise<string[]> {
  if (events.length === 0) return [];
  const streams = [...new Set(events.map(streamOf))];
  const heads = await sql<Head[]>`
    /* lockEventStreams */
    select stream, seq, hash
    from lock_event_streams(${streams}::text[])`;
  const headOf = new Map(heads.map(({ stream, seq, hash }) => [stream, { seq, hash }]));
  const recordedAt = new Date().toISOString();
  const rows = events.map((event) => {
    const stream = streamOf(event);
    const head = headOf.get(stream);
    if (!head) throw new Error(`stream ${stream} has no head`);
    const { facts, personal } = factsOf(event, stream, head.seq + 1, recordedAt);
    const { canonical, hash } = chain(head.hash, facts);
    headOf.set(stream, { seq: facts.seq, hash });
    return { facts, personal, canonical, hash, previousHash: head.hash };
  });
  const values = rows.map(({ facts, canonical, hash, previousHash }) => ({
    ...facts,
    body: undefined,
    canonical,
    hash: hash.toString('hex'),
    previousHash: previousHash.toString('hex'),
  }));
  const personal = rows.flatMap((row) => row.personal.map((value) => ({ event_id: row.facts.id, ...value })));
  const inserted = sql`
    /* appendEvents */
    insert into events (stream, seq, id, type, case_id, task_id, actor_id, actor_kind, on_behalf_of, body, event_at, recorded_at, canonical, previous_hash, hash)
    select e ->> 'stream', (e ->> 'seq')::integer, (e ->> 'id')::uuid, e ->> 'type', (e ->> 'caseId')::uuid, (e ->> 'taskId')::uuid,
      (e ->> 'actorId')::uuid, e ->> 'actorKind', e ->> 'onBehalfOf', (e ->> 'canonical')::jsonb -> 'body', (e ->> 'eventAt')::timestamptz,
      (e ->> 'recordedAt')::timestamptz, e ->> 'canonical', decode(e ->> 'previousHash', 'hex'), decode(e ->> 'hash', 'hex')
    from jsonb_array_elements(${sql.json(values as never)}) as e`.execute();
  const kept =
    personal.length > 0
      ? sql`
      /* keepPersonalValues */
      insert into event_private ${sql(personal)}`.execute()
      : null;
  await Promise.all([inserted, kept, tellChanges(sql, events)]);
  return rows.map(({ facts }) => facts.id);
}

function factsOf(
  event: NewEvent,
  stream: string,
  seq: number,
  recordedAt: string,
): { facts: ChainedFacts; personal: { field: string; value: string; salt: Buffer }[] } {
  const personal = Object.entries(event.personal ?? {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .map(([field, value]) => ({ field, value, salt: randomBytes(16) }));
  const body: Record<string, unknown> = { ...event.body };
  for (const { field, value, salt } of personal) body[field] = { commitment: commitment(salt, value) };
  const facts = {
    stream,
    seq,
    id: uuid(),
    type: event.type,
    actorId: event.actor.id ?? null,
    actorKind: event.actor.kind,
    onBehalfOf: event.onBehalfOf ?? null,
    caseId: event.caseId,
    taskId: event.taskId ?? null,
    body,
    eventAt: event.at.toISOString(),
    recordedAt,
  };
  return { facts, personal };
}

async function tellChanges(sql: Sql, events: readonly NewEvent[]): Promise<void> {
  const caseIds = [...new Set(events.flatMap(({ caseId }) => (caseId === null ? [] : [caseId])))];
  if (caseIds.length === 0) return;
  const changes: Change[] =
    caseIds.length > MANY ? [{ kind: 'many' }] : caseIds.map((caseId) => ({ kind: 'case', caseId }));
  await sql`
    /* tellChanges */
    select pg_notify('changes', change)
    from unnest(${changes.map((change) => JSON.stringify(change))}::text[]) as change`;
}
