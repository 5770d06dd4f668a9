import { Injectable } from '@nestjs/common';
import type { JSONValue } from 'postgres';
import { validate as isUuid } from 'uuid';
import type { Correction } from '../../../../common/src/instance-placement/element-mapping.js';
import type { Sql } from '../../database/database.js';
import type { MigrationRecord, MigrationState, PlacedInstance } from './migration.model.js';

const columns = (sql: Sql) => sql`
  id, number, engine_id as "engineId", process_id as "processId", target_version as "targetVersion", target_key::text as "targetKey", corrections, note,
  batch_size as "batchSize", state, planned_by as "plannedById", revision`;

export interface NewMigration {
  id: string;
  engineId: number;
  processId: string;
  targetVersion: number;
  targetKey: string;
  note: string;
  batchSize: number;
  by: string;
  at: Date;
}

/** A statement holds so many instances at once. */
const CHUNK = 2_000;

@Injectable()
export class MigrationRepository {
  async lock(sql: Sql, id: string): Promise<MigrationRecord | null> {
    if (!isUuid(id)) return null;
    const [row] = await sql<MigrationRecord[]>`
      /* lockMigration */
      select ${columns(sql)}
      from process_migrations
      where id = ${id}
      for update`;
    return row ?? null;
  }

  /** One that has something to do, and that no other process has in hands. */
  async lockDue(sql: Sql, engineId: number, except: readonly string[]): Promise<MigrationRecord | null> {
    const [row] = await sql<MigrationRecord[]>`
      /* lockDueMigration */
      select ${columns(sql)}
      from process_migrations
      where engine_id = ${engineId} and state in ('APPROVED', 'RUNNING') and id <> all(${except as string[]}::uuid[])
      order by planned_at
      limit 1
      for update skip locked`;
    return row ?? null;
  }

  async findLive(sql: Sql, engineId: number, processId: string): Promise<{ id: string; number: string } | null> {
    const [row] = await sql<{ id: string; number: string }[]>`
      /* findLiveMigration */
      select id, number
      from process_migrations
      where engine_id = ${engineId} and process_id = ${processId} and state in ('PLANNED', 'APPROVED', 'RUNNING', 'PAUSED')`;
    return row ?? null;
  }

  async add(sql: Sql, migration: NewMigration): Promise<void> {
    const { id, engineId, processId, targetVersion, targetKey, note, batchSize, by, at } = migration;
    await sql`
      /* addMigration */
      insert into process_migrations (id, number, engine_id, process_id, target_version, target_key, note, batch_size, planned_by, planned_at)
      values (${id}, 'V-' || to_char(${at}::timestamptz at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(nextval('process_migration_sequence')::text, 4, '0'),
        ${engineId}, ${processId}, ${targetVersion}, ${targetKey}, ${note}, ${batchSize}, ${by}, ${at})`;
  }

  async replan(sql: Sql, id: string, corrections: readonly Correction[], at: Date): Promise<void> {
    await sql`
      /* replanMigration */
      update process_migrations
      set corrections = ${sql.json(corrections as unknown as JSONValue)}, planned_at = ${at}, revision = revision + 1
      where id = ${id}`;
    await sql`
      /* forgetPlannedInstances */
      delete from process_migration_instances
      where migration_id = ${id}`;
  }

  async addInstances(
    sql: Sql,
    { id, engineId }: { id: string; engineId: number },
    instances: readonly PlacedInstance[],
  ): Promise<void> {
    for (let from = 0; from < instances.length; from += CHUNK) {
      const chunk = instances.slice(from, from + CHUNK);
      await sql`
        /* addPlannedInstances */
        insert into process_migration_instances (migration_id, engine_id, instance_key, current_key, case_id, source_version, source_key, way, reasons, places, state)
        select ${id}, ${engineId}, (p ->> 'instanceKey')::bigint, (p ->> 'instanceKey')::bigint, (p ->> 'caseId')::uuid, (p ->> 'sourceVersion')::integer,
          (p ->> 'sourceKey')::bigint, p ->> 'way', p -> 'reasons', p -> 'places', case p ->> 'way' when 'IMPOSSIBLE' then 'IMPOSSIBLE' else 'WAITING' end
        from jsonb_array_elements(${sql.json(chunk as unknown as JSONValue)}) as p`;
    }
  }

  async decide(
    sql: Sql,
    id: string,
    { state, by, note, at }: { state: 'APPROVED' | 'REJECTED'; by: string; note: string; at: Date },
  ): Promise<void> {
    await sql`
      /* decideMigration */
      update process_migrations
      set state = ${state}, decided_by = ${by}, decided_at = ${at}, decision_note = ${note}
      where id = ${id}`;
  }

  async setState(sql: Sql, id: string, state: MigrationState, doneAt: Date | null = null): Promise<void> {
    await sql`
      /* setMigrationState */
      update process_migrations
      set state = ${state}, done_at = ${doneAt}
      where id = ${id}`;
  }

  /** What failed waits again, with the way that is shown now. @returns how many */
  async retryFailed(sql: Sql, id: string): Promise<number> {
    const rows = await sql`
      /* retryFailedInstances */
      update process_migration_instances
      set state = 'WAITING', failure = null, failure_text = null, move_id = null, done_at = null
      where migration_id = ${id} and state = 'FAILED' and way <> 'IMPOSSIBLE'
      returning instance_key`;
    return rows.length;
  }

  /** People who decide, without who planned it. */
  async leaders(sql: Sql, except: string): Promise<string[]> {
    const rows = await sql<{ id: string }[]>`
      /* leadersForMigrations */
      select u.id
      from users u
      join roles_of_users r on r.user_id = u.id and r.role = 'LD'
      where u.active and u.id <> ${except}`;
    return rows.map(({ id }) => id);
  }

  /** Tells the process that moves. */
  async ring(sql: Sql): Promise<void> {
    await sql`/* ringMigration */ select pg_notify('process_migration', '')`;
  }
}
