import type { JSONValue } from 'postgres';
import type { Sql } from '../database/database.js';
import type { EngineKey, Variables } from '../process-engine/process-engine.js';

/** What the engine is told, once the transaction that decided it has committed. Variables: ids as strings and small enums only. */
export interface EngineCommands {
  PUBLISH_MESSAGE: {
    name: string;
    correlationKey: string;
    messageId: string;
    timeToLiveMs: number;
    variables: Variables;
  };
  COMPLETE_JOB: { jobKey: EngineKey; variables: Variables };
  /** An instance that has ended already is success. */
  CANCEL_INSTANCE: { instanceKey: EngineKey };
  /** A scope that has ended already is success. */
  SET_VARIABLES: { elementInstanceKey: EngineKey; variables: Variables };
  /** The job, where there is one, gets `retries` tries. An incident or job that is gone already is success. */
  RESOLVE_INCIDENT: { incidentKey: EngineKey; jobKey: EngineKey | null; retries: number };
  /** What is moved and where to is in `instance_moves`. An instance that has ended already is success. */
  MIGRATE_INSTANCE: { moveId: string; instanceKey: EngineKey };
  /** Cancelled and started at the same elements of another version, see `instance_moves`. */
  RESEAT_INSTANCE: { moveId: string; instanceKey: EngineKey };
  /** One token goes from where it stands to another element; said twice it finds nobody there. */
  MODIFY_INSTANCE: { instanceKey: EngineKey; elementInstanceKey: EngineKey; to: string };
}

export type EngineCommandKind = keyof EngineCommands;

export type OutboxEntry = {
  [K in EngineCommandKind]: {
    /** Commands of one lane are sent in the order of their commits: the case id, or the id of what the command is about. */
    lane: string;
    kind: K;
    /** EngineIdentity.engineId */
    engineId: number;
    command: EngineCommands[K];
    caseId?: string;
    taskId?: string;
  };
}[EngineCommandKind];

/**
 * Writes a command for the engine in the caller's transaction; the commit wakes the relay. One lane per transaction, or lanes in ascending order:
 * the lane stays locked until the commit, so that id order is commit order.
 * @returns id of the row
 */
export async function appendToOutbox(sql: Sql, entry: OutboxEntry): Promise<string> {
  const [, [row]] = await Promise.all([
    sql`/* lockLane */ select pg_advisory_xact_lock(hashtext('outbox'), hashtext(${entry.lane}))`.execute(),
    sql<{ id: string }[]>`
    /* appendToOutbox */
    insert into outbox (lane, kind, engine_id, command, case_id, task_id)
    values (
      ${entry.lane},
      ${entry.kind},
      ${entry.engineId},
      ${sql.json(entry.command as unknown as JSONValue)},
      ${entry.caseId ?? null},
      ${entry.taskId ?? null}
    )
    returning id`.execute(),
    sql`/* wakeRelay */ select pg_notify('outbox', '')`.execute(),
  ]);
  return row!.id;
}

/** Many at once, each in its lane, in a few statements; the lanes are locked in ascending order. */
export async function appendAllToOutbox(sql: Sql, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const ordered = entries.toSorted((a, b) => (a.lane < b.lane ? -1 : a.lane > b.lane ? 1 : 0));
  const lanes = [...new Set(ordered.map(({ lane }) => lane))];
  await sql`
    /* lockLanes */
    select pg_advisory_xact_lock(hashtext('outbox'), hashtext(lane))
    from unnest(${lanes}::text[]) with ordinality as l (lane, place)
    order by place`;
  await sql`
    /* appendAllToOutbox */
    insert into outbox (lane, kind, engine_id, command, case_id, task_id)
    select e ->> 'lane', e ->> 'kind', (e ->> 'engineId')::smallint, e -> 'command', (e ->> 'caseId')::uuid, (e ->> 'taskId')::uuid
    from jsonb_array_elements(${sql.json(ordered as unknown as JSONValue)}) with ordinality as v (e, place)
    order by place`;
  await sql`/* wakeRelay */ select pg_notify('outbox', '')`;
}

/**
 * An operator's retry of a poisoned command: its lane goes on from there.
 * @returns false when there is no poisoned command with this id
 */
export async function retryPoisoned(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql`
    /* retryPoisoned */
    update outbox
    set state = 'PENDING', attempts = 0, next_attempt_at = clock_timestamp(), leased_until = null, leased_by = null
    where id = ${id} and state = 'POISONED'
    returning id`;
  if (rows.length > 0) await sql`/* wakeRelay */ select pg_notify('outbox', '')`;
  return rows.length > 0;
}
