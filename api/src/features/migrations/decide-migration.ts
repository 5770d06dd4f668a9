import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import {
  MigrationInOtherState,
  MigrationNotFound,
  MigrationReplanned,
  SecondPersonDecides,
} from './migration.errors.js';
import { checkedNote, migrationEvent } from './migration.model.js';
import { MigrationQueries, type MigrationRow } from './migration.queries.js';
import { MigrationRepository } from './migration.repository.js';

export interface MigrationDecision {
  decision: 'APPROVED' | 'REJECTED';
  /** The plan they saw. */
  revision: number;
  /** Why; a rejection needs one. */
  note?: string | null | undefined;
}

/** A leader other than who planned it says yes or no to the plan they saw. */
@Injectable()
export class DecideMigration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly migrations: MigrationRepository,
    private readonly queries: MigrationQueries,
  ) {}

  /** @throws NotPermitted, InvalidInput, MigrationNotFound, SecondPersonDecides, MigrationInOtherState, MigrationReplanned */
  async execute(id: string, { decision, revision, note }: MigrationDecision, viewer: Viewer): Promise<MigrationRow> {
    demand(viewer, 'approveReleases');
    const written = checkedNote(note, decision === 'REJECTED');
    return this.database.inTransaction(async (sql) => {
      const migration = await this.migrations.lock(sql, id);
      if (!migration) throw new MigrationNotFound();
      const { number, state, plannedById } = migration;
      if (plannedById === viewer.id) throw new SecondPersonDecides(number);
      if (state !== 'PLANNED') throw new MigrationInOtherState(number, state);
      if (migration.revision !== revision) throw new MigrationReplanned(number);
      const at = this.clock.now();
      await this.migrations.decide(sql, id, { state: decision, by: viewer.id, note: written, at });
      const approved = decision === 'APPROVED';
      const type = approved ? 'model.migrationApproved' : 'model.migrationRejected';
      await appendEvent(
        sql,
        migrationEvent(type, migration, viewer, at, { body: { revision }, personal: { note: written } }),
      );
      const kind = approved ? 'migration.approved' : 'migration.rejected';
      const details = {
        migrationId: id,
        migration: number,
        process: migration.processId,
        by: viewer.name,
        note: written,
      };
      await notify(sql, { userIds: [plannedById], caseId: null, kind, details, at });
      if (approved) await this.migrations.ring(sql);
      return (await this.queries.find(sql, id)) as MigrationRow;
    });
  }
}
