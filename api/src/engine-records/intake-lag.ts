import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { env } from '../config/env.js';
import { Database } from '../database/database.js';
import { EngineIdentity } from '../process-engine/engine-identity.js';
import { intakeBacklog, intakeLagSeconds } from './metrics.js';

export interface PartitionLag {
  partitionId: number;
  /** Last position stored here, or null when nothing has arrived yet. */
  storedPosition: string | null;
  /** When it was stored (wall time) and when it happened (application time). */
  storedAt: Date | null;
  recordAt: Date | null;
  /** What the engine knows to be exported and what it has processed; null when its management port cannot be asked. */
  exportedPosition: number | null;
  processedPosition: number | null;
  /**
   * How long records have been waiting, in ms: 0 when the engine has exported all it has processed; null when unknown. The stored position may lie
   * below the exported one: records of no interest are not sent.
   */
  lagMs: number | null;
}

const partitionStatus = z.record(
  z.string(),
  z.object({ processedPosition: z.number().nullable(), exportedPosition: z.number().nullable() }),
);

interface StoredRow {
  partitionId: number;
  position: string;
  storedAt: Date;
  recordAt: Date;
}

/** How far the intake is behind the engine. */
@Injectable()
export class IntakeLag {
  constructor(
    private readonly database: Database,
    private readonly identity: EngineIdentity,
  ) {}

  async read(): Promise<PartitionLag[]> {
    const stored = await this.database.sql<StoredRow[]>`
      /* findRecordPositions */
      select partition_id as "partitionId", position, stored_at as "storedAt", record_at as "recordAt"
      from record_positions
      where engine_id = ${this.identity.engineId}
      order by partition_id`;
    const engine = await readPartitions();
    const ids = new Set([...stored.map((row) => row.partitionId), ...engine.keys()]);
    const lags = [...ids]
      .sort((a, b) => a - b)
      .map((id) => {
        const row = stored.find(({ partitionId }) => partitionId === id);
        const positions = engine.get(id) ?? null;
        return {
          partitionId: id,
          storedPosition: row?.position ?? null,
          storedAt: row?.storedAt ?? null,
          recordAt: row?.recordAt ?? null,
          exportedPosition: positions?.exported ?? null,
          processedPosition: positions?.processed ?? null,
          lagMs: lagOf(positions, row?.storedAt ?? null),
        };
      });
    intakeBacklog.set(
      lags.reduce((sum, { processedPosition: p, exportedPosition: e }) => sum + Math.max(0, (p ?? 0) - (e ?? 0)), 0),
    );
    const known = lags.flatMap(({ lagMs }) => lagMs ?? []);
    intakeLagSeconds.set(known.length > 0 ? Math.max(...known) / 1000 : Number.NaN);
    return lags;
  }
}

function lagOf(positions: { exported: number; processed: number } | null, storedAt: Date | null): number | null {
  if (!positions) return null;
  if (positions.processed <= positions.exported) return 0;
  return storedAt ? Math.max(0, Date.now() - storedAt.getTime()) : null;
}

/** Leader partitions of the broker behind the management address; empty when it cannot be asked. */
async function readPartitions(): Promise<Map<number, { exported: number; processed: number }>> {
  if (!env.ZEEBE_MANAGEMENT_ADDRESS) return new Map();
  try {
    const url = `http://${env.ZEEBE_MANAGEMENT_ADDRESS}/actuator/partitions`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const partitions = partitionStatus.parse(await answer.json());
    return new Map(
      Object.entries(partitions).flatMap(([id, { processedPosition: processed, exportedPosition: exported }]) =>
        processed === null || exported === null ? [] : [[Number(id), { processed, exported }]],
      ),
    );
  } catch {
    return new Map();
  }
}
