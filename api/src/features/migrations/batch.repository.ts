import { Injectable } from '@nestjs/common';
import type { JSONValue } from 'postgres';
import type { ElementMapping } from '../../../../common/src/instance-placement/element-mapping.js';
import type { Sql } from '../../database/database.js';
import type { InstanceState, MoveWay, PlacedInstance } from './migration.model.js';

export interface WaitingInstance {
  instanceKey: string;
  currentKey: string;
  caseId: string | null;
  way: MoveWay;
}

export interface SettledInstance {
  instanceKey: string;
  currentKey: string;
  caseId: string | null;
  sourceVersion: number;
  way: MoveWay;
  state: InstanceState;
  failure: string | null;
  /** Of a re-seat: the instance that was cancelled. */
  oldKey: string;
  /** It was cancelled and could be started nowhere. */
  lost: boolean;
  caseClosed: boolean;
}

export interface NewMove {
  id: string;
  instanceKey: string;
  currentKey: string;
  caseId: string | null;
  way: MoveWay;
  sourceKey: string;
  mapping: readonly ElementMapping[];
}

export interface ReseatStart {
  instanceKey: string;
  moveId: string;
  caseId: string | null;
  processId: string;
  /** The one that the move knows as its own. */
  first: boolean;
}

/** The rows of a batch: what waits, what was sent, what became of it. */
@Injectable()
export class BatchRepository {
  /** Writes down what the relay has done meanwhile. @returns what came to its end with it */
  settle(sql: Sql, migrationId: string, at: Date): Promise<SettledInstance[]> {
    return sql<SettledInstance[]>`
      /* settleMovedInstances */
      update process_migration_instances p
      set state = case m.outcome when 'MOVED' then 'MOVED' when 'ENDED' then 'ENDED' else 'FAILED' end,
        current_key = coalesce(m.new_instance_key, p.current_key),
        failure = case m.outcome when 'REFUSED' then case when m.cancel_sent_at is null then 'engineRefused' else 'lost' end when 'PUT_BACK' then 'putBack' end,
        failure_text = case when m.outcome in ('REFUSED', 'PUT_BACK') then m.failure end,
        done_at = ${at}
      from instance_moves m
      left join cases c on c.id = m.case_id
      where p.migration_id = ${migrationId} and p.state = 'SENT' and m.id = p.move_id and m.outcome is not null
      returning p.instance_key::text as "instanceKey", p.current_key::text as "currentKey", p.case_id as "caseId", p.source_version as "sourceVersion",
        p.way, p.state, p.failure, m.instance_key::text as "oldKey", p.failure = 'lost' as lost, c.closed_at is not null as "caseClosed"`;
  }

  async underWay(sql: Sql, migrationId: string): Promise<number> {
    const [row] = await sql<{ count: number }[]>`
      /* movesUnderWay */
      select count(*)::integer as count
      from process_migration_instances
      where migration_id = ${migrationId} and state = 'SENT'`;
    return row?.count ?? 0;
  }

  waiting(sql: Sql, migrationId: string, size: number): Promise<WaitingInstance[]> {
    return sql<WaitingInstance[]>`
      /* nextBatch */
      select instance_key::text as "instanceKey", current_key::text as "currentKey", case_id as "caseId", way
      from process_migration_instances
      where migration_id = ${migrationId} and state = 'WAITING'
      order by instance_key
      limit ${size}
      for update`;
  }

  async nextNumber(sql: Sql, migrationId: string): Promise<number> {
    const [row] = await sql<{ batch: number }[]>`
      /* nextBatchNumber */
      select coalesce(max(batch), 0) + 1 as batch
      from process_migration_instances
      where migration_id = ${migrationId}`;
    return row?.batch ?? 1;
  }

  /** It waits for the next batch. @returns how often it did */
  async putOff(sql: Sql, migrationId: string, instanceKey: string): Promise<number> {
    const [row] = await sql<{ attempts: number }[]>`
      /* putOffInstance */
      update process_migration_instances
      set attempts = attempts + 1
      where migration_id = ${migrationId} and instance_key = ${instanceKey}
      returning attempts`;
    return row?.attempts ?? 0;
  }

  /** Nothing is left to be moved. */
  async end(sql: Sql, migrationId: string, instanceKey: string, state: 'MOVED' | 'ENDED', at: Date): Promise<void> {
    await sql`
      /* endWaitingInstance */
      update process_migration_instances
      set state = ${state}, done_at = ${at}
      where migration_id = ${migrationId} and instance_key = ${instanceKey}`;
  }

  /**
   * Its way is another one than was shown: it is shown anew, and tried again by a person's word only. One that has no way any more stays
   * where it is.
   */
  async showAnew(
    sql: Sql,
    migrationId: string,
    instanceKey: string,
    { way, reasons, places, sourceKey, sourceVersion }: PlacedInstance,
    at: Date,
  ): Promise<void> {
    const left = way === 'IMPOSSIBLE';
    await sql`
      /* showInstanceAnew */
      update process_migration_instances
      set state = ${left ? 'IMPOSSIBLE' : 'FAILED'}, failure = ${left ? null : 'wayChanged'}, done_at = ${at}, way = ${way},
        reasons = ${sql.json(reasons as unknown as JSONValue)}, places = ${sql.json(places as unknown as JSONValue)}, source_key = ${sourceKey},
        source_version = ${sourceVersion}
      where migration_id = ${migrationId} and instance_key = ${instanceKey}`;
  }

  async send(
    sql: Sql,
    migration: { id: string; engineId: number; processId: string; targetKey: string },
    batch: number,
    moves: readonly NewMove[],
  ): Promise<void> {
    await sql`
      /* addInstanceMoves */
      insert into instance_moves (id, engine_id, instance_key, process_id, case_id, way, source_key, target_key, mapping, asked_at)
      select (m ->> 'id')::uuid, ${migration.engineId}, (m ->> 'currentKey')::bigint, ${migration.processId}, (m ->> 'caseId')::uuid, m ->> 'way',
        (m ->> 'sourceKey')::bigint, ${migration.targetKey}, m -> 'mapping', clock_timestamp()
      from jsonb_array_elements(${sql.json(moves as unknown as JSONValue)}) as m`;
    await sql`
      /* sendBatch */
      update process_migration_instances p
      set state = 'SENT', move_id = (m ->> 'id')::uuid, batch = ${batch}, attempts = attempts + 1
      from jsonb_array_elements(${sql.json(moves as unknown as JSONValue)}) as m
      where p.migration_id = ${migration.id} and p.instance_key = (m ->> 'instanceKey')::bigint`;
  }

  /** Tasks of a re-seated instance for which no job came: its new version does not ask for them. */
  leftTasks(sql: Sql, engineId: number, instanceKey: string): Promise<{ id: string }[]> {
    return sql<{ id: string }[]>`
      /* leftTasksOfInstance */
      select id
      from tasks
      where engine_id = ${engineId} and instance_key = ${instanceKey} and state in ('OPEN', 'CLAIMED', 'COMPLETING')
      order by id`;
  }

  /** Starts of re-seats that nobody has looked at. */
  unsettledStarts(sql: Sql, engineId: number): Promise<ReseatStart[]> {
    return sql<ReseatStart[]>`
      /* unsettledReseatStarts */
      update reseat_starts s
      set settled_at = clock_timestamp()
      from instance_moves m
      where s.engine_id = ${engineId} and s.settled_at is null and m.id = s.move_id and m.new_instance_key is not null
      returning s.instance_key::text as "instanceKey", s.move_id as "moveId", m.case_id as "caseId", m.process_id as "processId",
        m.new_instance_key = s.instance_key as first`;
  }
}
