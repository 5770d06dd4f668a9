import { Injectable } from '@nestjs/common';
import type { TransactionSql } from 'postgres';
import { Database, type Sql } from '../database/database.js';
import { log } from '../errors/log.js';
import { EngineIdentity } from '../process-engine/engine-identity.js';
import { isOutsideWorldDown } from '../process-engine/outside-world.js';
import { UserTaskListener } from '../process-engine/user-task-listener.js';
import { intakeRecords } from './metrics.js';
import { projectRecords } from './project-records.js';
import { type Delivery, engineTimeOf, KEPT, mayBeKept, type RecordLine } from './record-lines.js';

/**
 * Stores a delivery and what follows from it in one transaction. Delivery is at least once and in order within a partition: what lies at or before the
 * stored position is skipped. A line that cannot be stored for a reason of its own is parked and reported, so that it never blocks the engine's export.
 */
@Injectable()
export class StoreRecords {
  /** Months (`2026-11`) that have a partition, as far as this process knows. */
  private readonly months = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly identity: EngineIdentity,
    private readonly listener: UserTaskListener,
  ) {}

  /** Returns after the commit. @throws when nothing was stored and the delivery must be sent again */
  async execute(delivery: Delivery): Promise<void> {
    const partitions = byPartition(delivery.lines);
    const counts = await this.database.inTransaction(async (sql) => {
      const counted = { stored: 0, unneeded: 0, repeated: 0, parked: 0 };
      for (const text of delivery.strange) {
        await this.park(sql, { partitionId: null, position: null, text }, new Error('its action names no record'));
        counted.parked += 1;
      }
      for (const [partitionId, lines] of partitions) {
        const fresh = await this.freshOf(sql, partitionId, lines);
        counted.repeated += lines.length - fresh.length;
        if (fresh.length === 0) continue;
        const wanted = fresh.filter(mayBeKept);
        const parked = await this.storeOrPark(sql, wanted);
        counted.unneeded += fresh.length - wanted.length;
        counted.stored += wanted.length - parked;
        counted.parked += parked;
        await this.advance(sql, fresh.at(-1)!);
      }
      return counted;
    });
    for (const [result, count] of Object.entries(counts)) intakeRecords.inc({ result }, count);
  }

  /** Tries the parked lines again, oldest first: the release that is running may know better. @returns how many are stored now */
  async retryParked(): Promise<number> {
    const parked = await this.database.sql<RecordLine[]>`
      /* findParkedRecords */
      select partition_id as "partitionId", position, line as text
      from parked_records
      where engine_id = ${this.identity.engineId} and resolved_at is null and position is not null
      order by position
      limit 1000`;
    let stored = 0;
    for (const line of parked) {
      try {
        await this.database.inTransaction(async (sql) => {
          await this.lock(sql, line.partitionId);
          await this.store(sql, [line]);
          await sql`
            /* resolveParkedRecord */
            update parked_records
            set resolved_at = clock_timestamp()
            where engine_id = ${this.identity.engineId} and partition_id = ${line.partitionId} and position = ${line.position}`;
        });
        stored += 1;
      } catch (error) {
        if (isOutsideWorldDown(error)) throw error;
      }
    }
    return stored;
  }

  private async freshOf(sql: Sql, partitionId: number, lines: RecordLine[]): Promise<RecordLine[]> {
    await this.lock(sql, partitionId);
    const [row] = await sql<{ position: string }[]>`
      /* findRecordPosition */
      select position
      from record_positions
      where engine_id = ${this.identity.engineId} and partition_id = ${partitionId}`;
    const seen = BigInt(row?.position ?? -1);
    const fresh = new Map(lines.filter((line) => BigInt(line.position) > seen).map((line) => [line.position, line]));
    return [...fresh.values()].sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  }

  private async lock(sql: Sql, partitionId: number): Promise<void> {
    const key = this.identity.engineId * 10_000 + partitionId;
    await sql`/* lockPartition */ select pg_advisory_xact_lock(hashtext('engine_records'), ${key}::integer)`;
  }

  /** Halves what fails until the line itself is found. @returns number of lines parked */
  private async storeOrPark(sql: Sql, lines: RecordLine[], first = true): Promise<number> {
    if (lines.length === 0) return 0;
    try {
      await inSavepoint(sql, (inner) => this.store(inner, lines, first && this.areMonthsKnown(lines)));
      return 0;
    } catch (error) {
      if (isOutsideWorldDown(error)) throw error;
      if (lines.length === 1 && !first) {
        await this.park(sql, lines[0]!, error);
        return 1;
      }
      const middle = lines.length >> 1;
      const left = await this.storeOrPark(sql, lines.slice(0, middle), false);
      return left + (await this.storeOrPark(sql, lines.slice(middle), false));
    }
  }

  /**
   * As far as the lines can tell unread: a third of what storing a delivery took PostgreSQL was finding their months. A line
   * that misleads fails, and what fails is stored with its months looked up.
   */
  private areMonthsKnown(lines: RecordLine[]): boolean {
    return this.monthsOf(lines).every((month) => this.months.has(month));
  }

  private monthsOf(lines: RecordLine[]): string[] {
    return lines.map((line) =>
      this.identity
        .toApplicationTime(engineTimeOf(line) ?? 0)
        .toISOString()
        .slice(0, 7),
    );
  }

  /** All or nothing. Engine time becomes application time here. */
  private async store(sql: Sql, lines: RecordLine[], monthsAreThere = false): Promise<void> {
    const { engineId, leadMs } = this.identity;
    const texts = lines.map((line) => line.text);
    if (!monthsAreThere) {
      await sql`
        /* ensureRecordMonths */
        select ensure_record_month(month)
        from (
          select distinct date_trunc('month', ${atOf(sql, leadMs)}, 'UTC') as month
          from (select line::jsonb as r from unnest(${texts}::text[]) line) delivered
        ) months`;
      for (const month of this.monthsOf(lines)) this.months.add(month);
    }
    // An array of JSON texts must be bound as text[] and cast row by row: bound as jsonb[] it is encoded twice.
    const [stored] = await sql<{ types: string[] | null; from: string; until: string }[]>`
      /* storeRecords */
      with delivered as materialized (
        select line::jsonb as r
        from unnest(${texts}::text[]) line
      ),
      stored as (
        insert into engine_records (engine_id, partition_id, position, at, value_type, intent, key, source_position,
          process_instance_key, element_id, element_instance_key, value)
        select ${engineId}, (r ->> 'partitionId')::integer, (r ->> 'position')::bigint, ${atOf(sql, leadMs)}, r ->> 'valueType', r ->> 'intent',
          (r ->> 'key')::bigint, nullif((r ->> 'sourceRecordPosition')::bigint, -1), nullif((r -> 'value' ->> 'processInstanceKey')::bigint, -1),
          r -> 'value' ->> 'elementId',
          coalesce(nullif((r -> 'value' ->> 'elementInstanceKey')::bigint, -1), case r ->> 'valueType' when 'PROCESS_INSTANCE' then (r ->> 'key')::bigint end),
          r -> 'value'
        from delivered
        where r ->> 'recordType' = 'EVENT'
          and (r ->> 'valueType' = any(${KEPT}) or (r ->> 'valueType') || '.' || (r ->> 'intent') = any(${KEPT}))
        on conflict do nothing
        returning value_type, at
      )
      select array_agg(distinct value_type) as types, min(at)::text as from, max(at)::text as until
      from stored`;
    if (!stored?.types) return;
    const first = BigInt(lines[0]!.position);
    await projectRecords(
      sql,
      {
        engineId,
        partitionId: lines[0]!.partitionId,
        after: String(first - 1n),
        upTo: lines.at(-1)!.position,
        from: stored.from,
        until: stored.until,
        valueTypes: new Set(stored.types),
      },
      this.listener,
    );
  }

  private async park(
    sql: Sql,
    line: { partitionId: number | null; position: string | null; text: string },
    error: unknown,
  ): Promise<void> {
    const { partitionId, position, text } = line;
    log.error({ err: error, partitionId, position }, 'a record could not be stored and was parked');
    await sql`
      /* parkRecord */
      insert into parked_records (engine_id, partition_id, position, line, error)
      values (${this.identity.engineId}, ${partitionId}, ${position}, ${text.replaceAll('\0', '')}, ${String(error).slice(0, 2000)})
      on conflict do nothing`;
  }

  private async advance(sql: Sql, last: RecordLine): Promise<void> {
    const recordAt = this.identity.toApplicationTime(engineTimeOf(last) ?? Date.now());
    await sql`
      /* advanceRecordPosition */
      insert into record_positions (engine_id, partition_id, position, stored_at, record_at)
      values (${this.identity.engineId}, ${last.partitionId}, ${last.position}, clock_timestamp(), ${recordAt})
      on conflict (engine_id, partition_id) do update
      set position = excluded.position, stored_at = excluded.stored_at, record_at = excluded.record_at
      where record_positions.position < excluded.position`;
  }
}

/** Partitions in ascending order, so that two deliveries lock them in the same order. */
function byPartition(lines: RecordLine[]): [number, RecordLine[]][] {
  const partitions = new Map<number, RecordLine[]>();
  for (const line of lines) {
    const partition = partitions.get(line.partitionId);
    if (partition) partition.push(line);
    else partitions.set(line.partitionId, [line]);
  }
  return [...partitions].sort(([a], [b]) => a - b);
}

/** Time of the record `r` as the application counts it. */
function atOf(sql: Sql, leadMs: number) {
  return sql`(timestamptz 'epoch' + ((r ->> 'timestamp')::bigint - ${leadMs}::bigint) * interval '1 millisecond')`;
}

/** A failed statement inside undoes only what was done inside. */
async function inSavepoint<T>(sql: Sql, work: (sql: Sql) => Promise<T>): Promise<T> {
  return (await (sql as unknown as TransactionSql).savepoint((inner) => work(inner as unknown as Sql))) as T;
}
