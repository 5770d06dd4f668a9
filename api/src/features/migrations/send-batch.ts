import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { appendAllToOutbox, type OutboxEntry } from '../../outbox/outbox.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvent } from '../events/events.public.js';
import { BatchRepository, type NewMove } from './batch.repository.js';
import { type MigrationRecord, migrationEvent, type PlacedInstance } from './migration.model.js';
import { MigrationRepository } from './migration.repository.js';
import { PlaceInstances } from './place-instances.js';
import { VersionQueries } from './versions.queries.js';

/** At an instance that stands nowhere. */
const LOOKS = 20;

/** The next instances of a migration go to the outbox, when those before have come to their end. */
@Injectable()
export class SendBatch {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly migrations: MigrationRepository,
    private readonly batches: BatchRepository,
    private readonly versions: VersionQueries,
    private readonly place: PlaceInstances,
  ) {}

  /** @param except migrations that were looked at already @returns the migration it looked at, null when none is due */
  execute(except: readonly string[]): Promise<string | null> {
    return this.database.inTransaction(async (sql) => {
      const migration = await this.migrations.lockDue(sql, this.engine.engineId, except);
      if (!migration) return null;
      if ((await this.batches.underWay(sql, migration.id)) > 0) return migration.id;
      const waiting = await this.batches.waiting(sql, migration.id, migration.batchSize);
      if (waiting.length === 0) {
        const at = this.clock.now();
        await this.migrations.setState(sql, migration.id, 'DONE', at);
        await appendEvent(sql, migrationEvent('model.migrationDone', migration, null, at));
        return migration.id;
      }
      if (migration.state === 'APPROVED') await this.migrations.setState(sql, migration.id, 'RUNNING');
      await this.send(sql, migration, await this.movesOf(sql, migration, waiting));
      return migration.id;
    });
  }

  /** Placed anew from where they stand now: what would go another way than was shown waits for a person. */
  private async movesOf(
    sql: Sql,
    migration: MigrationRecord,
    waiting: Awaited<ReturnType<BatchRepository['waiting']>>,
  ): Promise<NewMove[]> {
    const { engineId, processId, targetKey: key, targetVersion, corrections } = migration;
    const target = await this.versions.version(sql, engineId, processId, targetVersion);
    if (!target) throw new Error(`version ${targetVersion} of ${processId} is not kept`);
    const only = waiting.map(({ currentKey }) => currentKey);
    const standings = await this.versions.standings(sql, engineId, processId, { only });
    const { content } = target;
    const placed = await this.place.execute(sql, engineId, { processId, key, content, corrections }, standings);
    const now = new Map(placed.instances.map((instance) => [instance.instanceKey, instance]));
    const at = this.clock.now();
    const moves: NewMove[] = [];
    for (const { instanceKey, currentKey, caseId, way } of waiting) {
      const instance = now.get(currentKey);
      if (!instance) await this.batches.end(sql, migration.id, instanceKey, 'ENDED', at);
      else if (instance.sourceKey === key) await this.batches.end(sql, migration.id, instanceKey, 'MOVED', at);
      else if (await this.isBetweenSteps(sql, migration.id, instanceKey, instance)) continue;
      else if (instance.way !== way) await this.batches.showAnew(sql, migration.id, instanceKey, instance, at);
      else {
        const { sourceKey } = instance;
        const mapping = placed.mappings.get(sourceKey) ?? [];
        moves.push({ id: uuid(), instanceKey, currentKey, caseId, way, sourceKey, mapping });
      }
    }
    return moves;
  }

  /** The records have told of the end of a step and not yet of the next: it is looked at again, but not for ever. */
  private async isBetweenSteps(
    sql: Sql,
    id: string,
    instanceKey: string,
    { reasons }: PlacedInstance,
  ): Promise<boolean> {
    if (!reasons.some(({ code }) => code === 'nothing-active')) return false;
    return (await this.batches.putOff(sql, id, instanceKey)) < LOOKS;
  }

  private async send(sql: Sql, migration: MigrationRecord, moves: readonly NewMove[]): Promise<void> {
    if (moves.length === 0) return;
    await this.batches.send(sql, migration, await this.batches.nextNumber(sql, migration.id), moves);
    const { engineId } = migration;
    await appendAllToOutbox(
      sql,
      moves.map(
        ({ id, currentKey, caseId, way }): OutboxEntry => ({
          lane: caseId ?? `instance:${currentKey}`,
          kind: way === 'IN_PLACE' ? 'MIGRATE_INSTANCE' : 'RESEAT_INSTANCE',
          engineId,
          ...(caseId !== null && { caseId }),
          command: { moveId: id, instanceKey: currentKey },
        }),
      ),
    );
  }
}
