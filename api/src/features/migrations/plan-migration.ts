import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { MigrationIsLive, MigrationNotFound, MigrationTargetNotFound, NothingToMigrate } from './migration.errors.js';
import { checkedBatchSize, checkedCorrections, checkedNote, migrationEvent } from './migration.model.js';
import { MigrationQueries, type MigrationRow } from './migration.queries.js';
import { MigrationRepository } from './migration.repository.js';
import { countsByWay, PlanInstances } from './plan-instances.js';
import { VersionQueries } from './versions.queries.js';

export interface MigrationInput {
  processId: string;
  /** Where they go. */
  version: number;
  note?: string | null | undefined;
  batchSize?: number | null | undefined;
  corrections?: readonly { from: string; to?: string | null }[] | null | undefined;
}

/** A designer lays out where every running instance would go, and how; nothing moves yet. */
@Injectable()
export class PlanMigration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly versions: VersionQueries,
    private readonly plan: PlanInstances,
    private readonly migrations: MigrationRepository,
    private readonly queries: MigrationQueries,
  ) {}

  /** @throws NotPermitted, InvalidInput, MigrationTargetNotFound, NothingToMigrate, MigrationIsLive */
  async execute(input: MigrationInput, viewer: Viewer): Promise<MigrationRow> {
    demand(viewer, 'designModels');
    const { processId, version } = input;
    const { engineId } = this.engine;
    const words = { note: checkedNote(input.note), batchSize: checkedBatchSize(input.batchSize) };
    const corrections = checkedCorrections(input.corrections ?? []);
    const { sql: reading } = this.database;
    const target = await this.versions.version(reading, engineId, processId, version);
    if (!target) throw new MigrationTargetNotFound(processId, version);
    const instances = await this.plan.execute(reading, engineId, processId, target, corrections);
    if (instances.length === 0) throw new NothingToMigrate(processId, version);
    return this.database.inTransaction(async (sql) => {
      await sql`/* onePlanAtATime */ select pg_advisory_xact_lock(hashtext('plan migration'), hashtext(${processId}))`;
      const live = await this.migrations.findLive(sql, engineId, processId);
      if (live) throw new MigrationIsLive(processId, live.number, live.id);
      const at = this.clock.now();
      const id = uuid();
      const facts = { id, engineId, processId, targetVersion: version, targetKey: target.key };
      await this.migrations.add(sql, { ...facts, ...words, by: viewer.id, at });
      if (corrections.length > 0) await this.migrations.replan(sql, id, corrections, at);
      await this.migrations.addInstances(sql, facts, instances);
      const migration = await this.queries.find(sql, id);
      if (!migration) throw new MigrationNotFound();
      const body = { ...countsByWay(instances), corrections, batchSize: words.batchSize };
      await appendEvent(
        sql,
        migrationEvent('model.migrationPlanned', migration, viewer, at, { body, personal: { note: words.note } }),
      );
      const details = { migrationId: id, migration: migration.number, process: processId, by: viewer.name };
      const userIds = await this.migrations.leaders(sql, viewer.id);
      if (userIds.length > 0) await notify(sql, { userIds, caseId: null, kind: 'migration.planned', details, at });
      return migration;
    });
  }
}
