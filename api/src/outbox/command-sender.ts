import type { Database } from '../database/database.js';
import { InstanceGone, JobGone } from '../process-engine/engine-errors.js';
import type { ProcessEngine } from '../process-engine/process-engine.js';
import { MigrateInstance } from './migrate-instance.js';
import { ModifyInstance } from './modify-instance.js';
import type { EngineCommands } from './outbox.js';
import { findJobEnd, type LeasedRow, wasCorrelated } from './outbox-rows.js';
import { ReseatInstance } from './reseat-instance.js';
import type { SendOutcome } from './send-outcome.js';

/** How long a healthy engine's exporter gets to catch up before a missing record counts as proof. */
const RECORDS_CATCH_UP_MS = 15_000;

/** A row younger than this is being sent for the first time. */
const FIRST_TRY_MS = 1_000;

/** Says one command to the engine in a way that does no harm when it was said before. */
export class CommandSender {
  /** Message rows whose time to live is over: since when the engine answered again. */
  private readonly answeringSince = new Map<string, number>();
  private readonly migrating: MigrateInstance;
  private readonly reseating: ReseatInstance;
  private readonly modifying: ModifyInstance;

  constructor(
    private readonly engine: ProcessEngine,
    private readonly database: Database,
    private readonly engineId: number,
  ) {
    this.migrating = new MigrateInstance(engine, database);
    this.reseating = new ReseatInstance(engine, database);
    this.modifying = new ModifyInstance(engine, database, engineId);
  }

  /** @throws one of engine-errors.ts */
  async send(row: LeasedRow): Promise<SendOutcome> {
    switch (row.kind) {
      case 'PUBLISH_MESSAGE':
        return this.publish(row);
      case 'COMPLETE_JOB':
        return this.complete(row);
      case 'CANCEL_INSTANCE':
        return this.unlessGone(() => this.engine.cancelInstance(row.command.instanceKey));
      case 'SET_VARIABLES':
        return this.unlessGone(() => this.engine.setVariables(row.command.elementInstanceKey, row.command.variables));
      case 'RESOLVE_INCIDENT':
        return this.unlessGone(() => this.resolve(row.command));
      case 'MIGRATE_INSTANCE':
        return this.migrating.execute(row);
      case 'RESEAT_INSTANCE':
        return this.reseating.execute(row);
      case 'MODIFY_INSTANCE':
        return this.modifying.execute(row);
    }
  }

  /** Tries first: without any the engine refuses to resolve. Said twice, the second says the same (engine.md section 2). */
  private async resolve({ incidentKey, jobKey, retries }: EngineCommands['RESOLVE_INCIDENT']): Promise<void> {
    if (jobKey) await this.engine.updateJobRetries(jobKey, retries);
    await this.engine.resolveIncident(incidentKey);
  }

  /** Within its time to live the engine itself drops a second message with the same id; after it only the records know. */
  private async publish(row: LeasedRow & { kind: 'PUBLISH_MESSAGE' }): Promise<SendOutcome> {
    const { command } = row;
    if (row.sentForMs > Math.max(command.timeToLiveMs, FIRST_TRY_MS)) {
      if (await wasCorrelated(this.database.sql, this.engineId, command)) {
        this.answeringSince.delete(row.id);
        return 'DONE';
      }
      await this.engine.topology();
      const since = this.answeringSince.get(row.id) ?? Date.now();
      this.answeringSince.set(row.id, since);
      if (Date.now() - since < RECORDS_CATCH_UP_MS) return 'UNKNOWN';
    }
    await this.engine.publishMessage(command);
    this.answeringSince.delete(row.id);
    return 'DONE';
  }

  /** The engine says the same of a completed and of a cancelled job: gone. */
  private async complete(row: LeasedRow & { kind: 'COMPLETE_JOB' }): Promise<SendOutcome> {
    const { jobKey, variables } = row.command;
    if (row.attempts > 1) {
      const ended = await this.endOf(jobKey);
      if (ended !== 'UNKNOWN') return ended;
    }
    try {
      await this.engine.completeJob(jobKey, variables);
      return 'DONE';
    } catch (failure) {
      if (failure instanceof JobGone) return this.endOf(jobKey);
      throw failure;
    }
  }

  private async endOf(jobKey: string): Promise<SendOutcome> {
    const ending = await findJobEnd(this.database.sql, this.engineId, jobKey);
    if (ending === null) return 'UNKNOWN';
    return ending === 'COMPLETED' ? 'DONE' : 'REFUSED';
  }

  private async unlessGone(command: () => Promise<void>): Promise<SendOutcome> {
    try {
      await command();
    } catch (failure) {
      if (!(failure instanceof InstanceGone || failure instanceof JobGone)) throw failure;
    }
    return 'DONE';
  }
}
