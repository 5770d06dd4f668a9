import type { Sql } from '../database/database.js';
import type { EngineCommandKind, EngineCommands } from './outbox.js';

export type LeasedRow = {
  [K in EngineCommandKind]: {
    id: string;
    lane: string;
    kind: K;
    command: EngineCommands[K];
    /** 1 at the first try. */
    attempts: number;
    /** How long ago it was first handed to the engine, in ms. */
    sentForMs: number;
  };
}[EngineCommandKind];

export interface Lease {
  engineId: number;
  /** This relay; a lease of another relay is respected until it runs out. */
  owner: string;
  /** Longer than the longest command. */
  leaseMs: number;
}

/** Heads of up to `limit` lanes that are due; only the first unfinished row of a lane is ever leased. */
export function leaseHeads(sql: Sql, lease: Lease, limit: number): Promise<LeasedRow[]> {
  return leaseRows(sql, lease, limit, null);
}

/** The row that follows in a lane, if it is due. */
export async function leaseNextInLane(sql: Sql, lease: Lease, lane: string): Promise<LeasedRow | undefined> {
  const [row] = await leaseRows(sql, lease, 1, lane);
  return row;
}

async function leaseRows(sql: Sql, lease: Lease, limit: number, lane: string | null): Promise<LeasedRow[]> {
  const rows = await sql<LeasedRow[]>`
    /* leaseOutbox */
    with head as (
      select o.id
      from outbox o
      where o.state = 'PENDING'
        and o.engine_id = ${lease.engineId}
        and o.next_attempt_at <= clock_timestamp()
        and (o.leased_until is null or o.leased_until < clock_timestamp())
        ${lane === null ? sql`` : sql`and o.lane = ${lane}`}
        and not exists (
          select from outbox earlier
          where earlier.lane = o.lane
            and earlier.id < o.id
            and earlier.engine_id = o.engine_id
            and earlier.state in ('PENDING', 'POISONED')
        )
      order by o.id
      limit ${limit}
      for update of o skip locked
    )
    update outbox
    set leased_until = clock_timestamp() + ${lease.leaseMs} * interval '1 millisecond',
      leased_by = ${lease.owner},
      attempts = attempts + 1,
      first_sent_at = coalesce(first_sent_at, clock_timestamp())
    from head
    where outbox.id = head.id
    returning outbox.id, lane, kind, command, attempts,
      (extract(epoch from clock_timestamp() - first_sent_at) * 1000)::double precision as "sentForMs"`;
  return [...rows].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** @returns false when the lease was lost meanwhile; another relay has the row now */
export async function markDone(sql: Sql, lease: Lease, id: string, outcome: string): Promise<boolean> {
  const rows = await sql`
    /* markCommandDone */
    update outbox
    set state = 'DONE', outcome = ${outcome}, done_at = clock_timestamp(), leased_until = null, leased_by = null, last_error = null
    where id = ${id} and leased_by = ${lease.owner} and state = 'PENDING'
    returning id`;
  return rows.length > 0;
}

export async function markPoisoned(sql: Sql, lease: Lease, id: string, error: string): Promise<void> {
  await sql`
    /* markCommandPoisoned */
    update outbox
    set state = 'POISONED', last_error = ${error}, leased_until = null, leased_by = null
    where id = ${id} and leased_by = ${lease.owner} and state = 'PENDING'`;
}

export async function markWaiting(sql: Sql, lease: Lease, id: string, delayMs: number, error: string): Promise<void> {
  await sql`
    /* markCommandWaiting */
    update outbox
    set next_attempt_at = clock_timestamp() + ${delayMs} * interval '1 millisecond',
      last_error = ${error}, leased_until = null, leased_by = null
    where id = ${id} and leased_by = ${lease.owner} and state = 'PENDING'`;
}

/** How the records say that a job ended, or null when they do not know yet. */
export async function findJobEnd(
  sql: Sql,
  engineId: number,
  jobKey: string,
): Promise<'COMPLETED' | 'CANCELED' | 'ERROR_THROWN' | null> {
  const [row] = await sql<{ ending: 'COMPLETED' | 'CANCELED' | 'ERROR_THROWN' }[]>`
    /* findJobEnd */
    select ending
    from job_ends
    where engine_id = ${engineId} and job_key = ${jobKey}`;
  return row?.ending ?? null;
}

/** Whether the records show that this very message (by its id) reached an instance. Rare, so it may read a lot. */
export async function wasCorrelated(
  sql: Sql,
  engineId: number,
  message: { name: string; correlationKey: string; messageId: string },
): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    /* findCorrelatedMessage */
    select exists (
      select
      from engine_records published
      join engine_records correlated
        on correlated.engine_id = published.engine_id
        and correlated.intent = 'CORRELATED'
        and correlated.value_type in ('MESSAGE_START_EVENT_SUBSCRIPTION', 'PROCESS_MESSAGE_SUBSCRIPTION')
        and correlated.value ->> 'messageKey' = published.key::text
      where published.engine_id = ${engineId}
        and published.value_type = 'MESSAGE'
        and published.intent = 'PUBLISHED'
        and published.value ->> 'messageId' = ${message.messageId}
        and published.value ->> 'name' = ${message.name}
        and published.value ->> 'correlationKey' = ${message.correlationKey}
    ) as found`;
  return row!.found;
}

/** Deletes what was done more than 30 days ago, in bites. @returns rows deleted */
export async function sweepDone(sql: Sql): Promise<number> {
  const rows = await sql`
    /* sweepOutbox */
    delete from outbox
    where id in (
      select id
      from outbox
      where state = 'DONE' and done_at < clock_timestamp() - interval '30 days'
      limit 5000
    )`;
  return rows.count;
}

export async function countWaiting(
  sql: Sql,
  engineId: number,
): Promise<{ waiting: number; poisoned: number; oldestSeconds: number }> {
  const [row] = await sql<{ waiting: number; poisoned: number; oldestSeconds: number }[]>`
    /* countOutbox */
    select count(*) filter (where state = 'PENDING')::integer as waiting,
      count(*) filter (where state = 'POISONED')::integer as poisoned,
      coalesce(extract(epoch from clock_timestamp() - min(created_at) filter (where state = 'PENDING')), 0)::double precision
        as "oldestSeconds"
    from outbox
    where engine_id = ${engineId} and state in ('PENDING', 'POISONED')`;
  return row!;
}
