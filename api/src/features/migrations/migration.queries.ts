import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import type { InstanceState, MigrationRecord, MoveWay, PlacedInstance } from './migration.model.js';

export interface MigrationRow extends MigrationRecord {
  plannedBy: string;
  plannedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionNote: string | null;
  doneAt: Date | null;
}

export interface MigrationInstanceRow extends Omit<PlacedInstance, 'sourceKey'> {
  migrationId: string;
  sourceKey: string;
  caseNumber: string | null;
  state: InstanceState;
  failure: string | null;
  failureText: string | null;
  batch: number | null;
  doneAt: Date | null;
  cursor: string[];
}

export interface MigrationCounts {
  way: MoveWay;
  state: InstanceState;
  count: number;
}

const columns = (sql: Sql) => sql`
  m.id, m.number, m.engine_id as "engineId", m.process_id as "processId", m.target_version as "targetVersion", m.target_key::text as "targetKey",
  m.corrections, m.note, m.batch_size as "batchSize", m.state, m.planned_by as "plannedById", m.revision, p.name as "plannedBy", m.planned_at as "plannedAt",
  d.name as "decidedBy", m.decided_at as "decidedAt", m.decision_note as "decisionNote", m.done_at as "doneAt"`;
const withPeople = (sql: Sql) => sql`
  from process_migrations m
  join users p on p.id = m.planned_by
  left join users d on d.id = m.decided_by`;

const SHOWN = 200;

/** Reading migrations, shaped like their pages. */
@Injectable()
export class MigrationQueries {
  async find(sql: Sql, id: string): Promise<MigrationRow | null> {
    if (!isUuid(id)) return null;
    const [row] = await sql<MigrationRow[]>`
      /* migration */
      select ${columns(sql)}
      ${withPeople(sql)}
      where m.id = ${id}`;
    return row ?? null;
  }

  newest(sql: Sql, processId: string | null): Promise<MigrationRow[]> {
    return sql<MigrationRow[]>`
      /* newestMigrations */
      select ${columns(sql)}
      ${withPeople(sql)}
      ${processId ? sql`where m.process_id = ${processId}` : sql``}
      order by m.planned_at desc, m.id desc
      limit ${SHOWN}`;
  }

  /** Something of them is with the relay, or was. */
  unsettled(sql: Sql, engineId: number): Promise<MigrationRow[]> {
    return sql<MigrationRow[]>`
      /* unsettledMigrations */
      select ${columns(sql)}
      ${withPeople(sql)}
      where m.engine_id = ${engineId} and m.state in ('RUNNING', 'PAUSED')
        and exists (select from process_migration_instances i where i.migration_id = m.id and i.state = 'SENT')`;
  }

  counts(sql: Sql, ids: readonly string[]): Promise<(MigrationCounts & { migrationId: string })[]> {
    return sql<(MigrationCounts & { migrationId: string })[]>`
      /* countsOfMigrations */
      select migration_id as "migrationId", way, state, count(*)::integer as count
      from process_migration_instances
      where migration_id = any(${ids as string[]}::uuid[])
      group by migration_id, way, state`;
  }

  /** How many instances stand at each element. */
  standing(sql: Sql, id: string): Promise<{ element: string; count: number }[]> {
    return sql<{ element: string; count: number }[]>`
      /* standingOfMigration */
      select p ->> 'from' as element, count(*)::integer as count
      from process_migration_instances i
      cross join jsonb_array_elements(i.places) as p
      where i.migration_id = ${id}
      group by 1`;
  }

  sourceKeys(sql: Sql, id: string): Promise<{ key: string; version: number; count: number }[]> {
    return sql<{ key: string; version: number; count: number }[]>`
      /* sourcesOfMigration */
      select source_key::text as key, source_version as version, count(*)::integer as count
      from process_migration_instances
      where migration_id = ${id}
      group by source_key, source_version
      order by source_version`;
  }

  instances(
    sql: Sql,
    id: string,
    filter: { way?: MoveWay | null | undefined; state?: InstanceState | null | undefined },
    { size, after }: { size: number; after: string[] | null },
  ): Promise<MigrationInstanceRow[]> {
    return sql<MigrationInstanceRow[]>`
      /* instancesOfMigration */
      select i.migration_id as "migrationId", i.instance_key::text as "instanceKey", i.case_id as "caseId", c.number as "caseNumber",
        i.source_version as "sourceVersion", i.source_key::text as "sourceKey", i.way, i.reasons, i.places, i.state, i.failure, i.failure_text as "failureText",
        i.batch, i.done_at as "doneAt", array[i.instance_key::text] as cursor
      from process_migration_instances i
      left join cases c on c.id = i.case_id
      where i.migration_id = ${id}
        ${filter.way ? sql`and i.way = ${filter.way}` : sql``}
        ${filter.state ? sql`and i.state = ${filter.state}` : sql``}
        ${after ? sql`and i.instance_key > ${after[0] ?? '0'}::bigint` : sql``}
      order by i.instance_key
      limit ${size + 1}`;
  }
}
