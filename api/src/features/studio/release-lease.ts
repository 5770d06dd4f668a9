import type { Sql } from '../../database/database.js';
import type { ModelKey } from './model.model.js';

/** Longer than the engine may take to answer a deployment: what a dead process had under way is then taken over. */
const LEASE_MS = 90_000;

export interface LeasedRelease {
  id: string;
  number: string;
  proposedById: string;
  proposedAt: Date;
  rollBackTo: number | null;
  attempts: number;
}

export interface LeasedModel extends ModelKey {
  path: string;
  content: string;
  sha256: string;
  baseVersion: number | null;
}

/**
 * The release whose turn it is, for one process and one at a time: a second of the same model must see what the first brought.
 * Committed before the engine hears of it; leases are wall time, as they measure processes. @param now when releases are due
 */
export async function leaseRelease(sql: Sql, owner: string, now: Date): Promise<LeasedRelease | null> {
  const [free] = await sql<{ free: boolean }[]>`
    /* oneDeploymentAtATime */
    select pg_try_advisory_xact_lock(hashtext('deploy releases'))
      and not exists (select from releases where state = 'APPROVED' and leased_until > clock_timestamp()) as free`;
  if (!free?.free) return null;
  const [row] = await sql<LeasedRelease[]>`
    /* leaseRelease */
    update releases
    set leased_by = ${owner}, leased_until = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond', attempts = attempts + 1
    where id = (
      select id
      from releases
      where state = 'APPROVED'
        and (effective_at is null or effective_at <= ${now})
        and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
      order by coalesce(effective_at, decided_at), number
      limit 1
      for update skip locked
    )
    returning id, number, proposed_by as "proposedById", proposed_at as "proposedAt", roll_back_to as "rollBackTo", attempts`;
  return row ?? null;
}

export function modelsToDeploy(sql: Sql, releaseId: string): Promise<LeasedModel[]> {
  return sql<LeasedModel[]>`
    /* modelsToDeploy */
    select kind, model_id as "modelId", path, content, sha256, base_version as "baseVersion"
    from release_models
    where release_id = ${releaseId}
    order by kind, model_id`;
}

/** Locks the release for its end. @returns false where another process has it now or has ended it */
export async function stillMine(sql: Sql, releaseId: string, owner: string): Promise<boolean> {
  const rows = await sql`
    /* lockLeasedRelease */
    select
    from releases
    where id = ${releaseId} and state = 'APPROVED' and leased_by = ${owner}
    for update`;
  return rows.length > 0;
}

/** The engine is away: it is tried again later, by whoever comes first. */
export async function putOffRelease(sql: Sql, releaseId: string, owner: string, delayMs: number): Promise<void> {
  await sql`
    /* putOffRelease */
    update releases
    set leased_by = null, leased_until = null, next_attempt_at = clock_timestamp() + ${delayMs} * interval '1 millisecond'
    where id = ${releaseId} and state = 'APPROVED' and leased_by = ${owner}`;
}
