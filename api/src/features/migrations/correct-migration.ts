import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { MigrationInOtherState, MigrationNotFound, MigrationTargetNotFound } from './migration.errors.js';
import { checkedCorrections, migrationEvent } from './migration.model.js';
import { MigrationQueries, type MigrationRow } from './migration.queries.js';
import { MigrationRepository } from './migration.repository.js';
import { countsByWay, PlanInstances } from './plan-instances.js';
import { VersionQueries } from './versions.queries.js';

/** A designer says where an element belongs, and everything is planned anew from where it stands now. */
@Injectable()
export class CorrectMigration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: VersionQueries,
    private readonly plan: PlanInstances,
    private readonly migrations: MigrationRepository,
    private readonly queries: MigrationQueries,
  ) {}

  /** @param corrections all of them; none: the automatic mapping again @throws NotPermitted, InvalidInput, MigrationNotFound, MigrationInOtherState */
  async execute(
    id: string,
    corrections: readonly { from: string; to?: string | null }[],
    viewer: Viewer,
  ): Promise<MigrationRow> {
    demand(viewer, 'designModels');
    const checked = checkedCorrections(corrections);
    return this.database.inTransaction(async (sql) => {
      const migration = await this.migrations.lock(sql, id);
      if (!migration) throw new MigrationNotFound();
      const { number, state, engineId, processId, targetVersion } = migration;
      if (state !== 'PLANNED') throw new MigrationInOtherState(number, state);
      const target = await this.versions.version(sql, engineId, processId, targetVersion);
      if (!target) throw new MigrationTargetNotFound(processId, targetVersion);
      const instances = await this.plan.execute(sql, engineId, processId, target, checked);
      const at = this.clock.now();
      await this.migrations.replan(sql, id, checked, at);
      await this.migrations.addInstances(sql, migration, instances);
      const body = { ...countsByWay(instances), corrections: checked };
      await appendEvent(sql, migrationEvent('model.migrationReplanned', migration, viewer, at, { body }));
      return (await this.queries.find(sql, id)) as MigrationRow;
    });
  }
}
