import { Injectable } from '@nestjs/common';
import { demand, may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { NotPermitted } from '../../errors/app-error.js';
import { appendEvent } from '../events/events.public.js';
import { MigrationInOtherState, MigrationNotFound, OnlyWhoPlanned } from './migration.errors.js';
import {
  type MigrationEventType,
  type MigrationRecord,
  type MigrationState,
  migrationEvent,
} from './migration.model.js';
import { MigrationQueries, type MigrationRow } from './migration.queries.js';
import { MigrationRepository } from './migration.repository.js';

export type Steering = 'WITHDRAW' | 'PAUSE' | 'RESUME' | 'RETRY';

const RULES: Record<Steering, { from: readonly MigrationState[]; event: MigrationEventType }> = {
  WITHDRAW: { from: ['PLANNED'], event: 'model.migrationWithdrawn' },
  PAUSE: { from: ['APPROVED', 'RUNNING'], event: 'model.migrationPaused' },
  RESUME: { from: ['PAUSED'], event: 'model.migrationResumed' },
  RETRY: { from: ['RUNNING', 'PAUSED', 'DONE'], event: 'model.migrationRetried' },
};

/** Takes a plan back, stops and goes on between two batches, tries again what failed. */
@Injectable()
export class SteerMigration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly migrations: MigrationRepository,
    private readonly queries: MigrationQueries,
  ) {}

  /** Designers and leaders; a plan is taken back by who made it. @throws NotPermitted, MigrationNotFound, OnlyWhoPlanned, MigrationInOtherState */
  async execute(id: string, steering: Steering, viewer: Viewer): Promise<MigrationRow> {
    if (steering === 'WITHDRAW') demand(viewer, 'designModels');
    else if (!may(viewer, 'designModels') && !may(viewer, 'approveReleases')) throw new NotPermitted('designModels');
    return this.database.inTransaction(async (sql) => {
      const migration = await this.migrations.lock(sql, id);
      if (!migration) throw new MigrationNotFound();
      if (steering === 'WITHDRAW' && migration.plannedById !== viewer.id) throw new OnlyWhoPlanned(migration.number);
      const { from, event } = RULES[steering];
      if (!from.includes(migration.state)) throw new MigrationInOtherState(migration.number, migration.state);
      const body = await this.turn(sql, migration, steering);
      await appendEvent(sql, migrationEvent(event, migration, viewer, this.clock.now(), { body }));
      await this.migrations.ring(sql);
      return (await this.queries.find(sql, id)) as MigrationRow;
    });
  }

  private async turn(sql: Sql, migration: MigrationRecord, steering: Steering): Promise<Record<string, unknown>> {
    if (steering === 'RETRY') {
      const live = await this.migrations.findLive(sql, migration.engineId, migration.processId);
      // Another one has these instances in hands.
      if (live && live.id !== migration.id) throw new MigrationInOtherState(migration.number, migration.state);
      const instances = await this.migrations.retryFailed(sql, migration.id);
      if (migration.state === 'DONE' && instances > 0) await this.migrations.setState(sql, migration.id, 'RUNNING');
      return { instances };
    }
    const state = ({ WITHDRAW: 'WITHDRAWN', PAUSE: 'PAUSED', RESUME: 'RUNNING' } as const)[steering];
    await this.migrations.setState(sql, migration.id, state);
    return {};
  }
}
