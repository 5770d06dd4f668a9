import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvents } from '../events/events.public.js';
import { raiseAlarm } from '../operations/operations.public.js';
import { EndTask, TaskRepository } from '../tasks/tasks.public.js';
import { BatchRepository, type SettledInstance } from './batch.repository.js';
import { MigrationQueries, type MigrationRow } from './migration.queries.js';

/** Writes down what became of what was sent, on the migration and on each case, and looks after what re-seating may leave behind. */
@Injectable()
export class SettleMoves {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly batches: BatchRepository,
    private readonly queries: MigrationQueries,
    private readonly tasks: TaskRepository,
    private readonly endTask: EndTask,
  ) {}

  async execute(): Promise<void> {
    for (const migration of await this.unsettled()) {
      const settled = await this.database.inTransaction((sql) => this.settle(sql, migration));
      for (const instance of settled) if (instance.way === 'RESEAT') await this.sweep(instance);
    }
    await this.database.inTransaction((sql) => this.endSecondStarts(sql));
  }

  private unsettled(): Promise<MigrationRow[]> {
    return this.queries.unsettled(this.database.sql, this.engine.engineId);
  }

  private async settle(sql: Sql, migration: MigrationRow): Promise<SettledInstance[]> {
    const at = this.clock.now();
    const settled = await this.batches.settle(sql, migration.id, at);
    await appendEvents(
      sql,
      settled.flatMap((instance) => {
        const { caseId, state, sourceVersion, way, failure } = instance;
        if (caseId === null || state === 'ENDED') return [];
        return [
          {
            type: state === 'MOVED' ? 'case.migrated' : 'case.migrationFailed',
            caseId,
            actor: { kind: 'SYSTEM' as const },
            body: {
              migration: migration.number,
              migrationId: migration.id,
              process: migration.processId,
              fromVersion: sourceVersion,
              toVersion: migration.targetVersion,
              way,
              ...(failure !== null && { failure }),
            },
            at,
          },
        ];
      }),
    );
    for (const { lost, caseId, currentKey } of settled)
      if (lost)
        await raiseAlarm(sql, {
          kind: 'CASE_WITHOUT_ROUTE',
          subject: currentKey,
          caseId,
          details: { process: migration.processId, migration: migration.number },
          at,
        });
    return settled;
  }

  /** Tasks that its new version does not ask for leave the lists; a case that ended meanwhile takes its new instance along. */
  private async sweep({ oldKey, currentKey, caseId, caseClosed, state }: SettledInstance): Promise<void> {
    // It goes on where it was.
    if (state === 'FAILED' && oldKey === currentKey) return;
    const { engineId } = this.engine;
    await this.database.inTransaction(async (sql) => {
      for (const { id } of await this.batches.leftTasks(sql, engineId, oldKey)) {
        const task = await this.tasks.get(sql, id);
        // Of one that came to its end by itself a last result may be on its way.
        if (state !== 'ENDED' || task.state !== 'COMPLETING') await this.endTask.cancel(sql, task);
      }
      if (caseClosed && oldKey !== currentKey) await this.cancelInstance(sql, currentKey, caseId);
    });
  }

  /** Two starts of one re-seat would be two routes of one case: the second is cancelled, and said. */
  private async endSecondStarts(sql: Sql): Promise<void> {
    for (const { first, instanceKey, caseId, processId } of await this.batches.unsettledStarts(
      sql,
      this.engine.engineId,
    )) {
      if (first) continue;
      await this.cancelInstance(sql, instanceKey, null);
      const at = this.clock.now();
      await raiseAlarm(sql, {
        kind: 'SECOND_ROUTE',
        subject: instanceKey,
        caseId,
        details: { process: processId },
        at,
      });
    }
  }

  private async cancelInstance(sql: Sql, instanceKey: string, caseId: string | null): Promise<void> {
    await appendToOutbox(sql, {
      lane: caseId ?? `instance:${instanceKey}`,
      kind: 'CANCEL_INSTANCE',
      engineId: this.engine.engineId,
      ...(caseId !== null && { caseId }),
      command: { instanceKey },
    });
  }
}
