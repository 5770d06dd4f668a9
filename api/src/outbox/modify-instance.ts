import type { Database } from '../database/database.js';
import { log } from '../errors/log.js';
import { EngineConflict, EngineRefused, InstanceGone } from '../process-engine/engine-errors.js';
import type { ProcessEngine } from '../process-engine/process-engine.js';
import type { EngineCommands } from './outbox.js';
import type { LeasedRow } from './outbox-rows.js';
import type { SendOutcome } from './send-outcome.js';

/** How long the records of an engine that answers get to tell that an earlier try was heard. */
const RECORDS_CATCH_UP_MS = 15_000;

/**
 * Moves a token. The engine does it whole or not at all, and refuses where nobody stands any more at the step that is to be
 * left: so a second try can do no harm, and its refusal says only that the step was left. Whether by our first try, the
 * records know.
 */
export class ModifyInstance {
  /** Since when the engine refuses a row whose earlier try went unanswered. */
  private readonly refusedSince = new Map<string, number>();

  constructor(
    private readonly engine: ProcessEngine,
    private readonly database: Database,
    private readonly engineId: number,
  ) {}

  async execute({ id, command, attempts }: LeasedRow & { kind: 'MODIFY_INSTANCE' }): Promise<SendOutcome> {
    const { instanceKey, elementInstanceKey, to } = command;
    try {
      await this.engine.modifyInstance(instanceKey, { activate: [{ elementId: to }], terminate: [elementInstanceKey] });
      return this.end(id, 'DONE');
    } catch (failure) {
      const isRefusal =
        failure instanceof EngineRefused || failure instanceof EngineConflict || failure instanceof InstanceGone;
      if (!isRefusal) throw failure;
      if (attempts > 1) {
        if (await this.wasMoved(command)) return this.end(id, 'DONE');
        const since = this.refusedSince.get(id) ?? Date.now();
        this.refusedSince.set(id, since);
        if (Date.now() - since < RECORDS_CATCH_UP_MS) return 'UNKNOWN';
      }
      log.warn({ err: failure, instanceKey, to }, 'the engine refused to move a token');
      return this.end(id, 'REFUSED');
    }
  }

  private end(id: string, outcome: SendOutcome): SendOutcome {
    this.refusedSince.delete(id);
    return outcome;
  }

  /** Whether the records show this very move: an element instance is left once. */
  private async wasMoved(command: EngineCommands['MODIFY_INSTANCE']): Promise<boolean> {
    const rows = await this.database.sql`
      /* findModification */
      select
      from engine_records r
      cross join lateral jsonb_array_elements(r.value -> 'terminateInstructions') as t
      where r.engine_id = ${this.engineId}
        and r.process_instance_key = ${command.instanceKey}
        and r.value_type = 'PROCESS_INSTANCE_MODIFICATION'
        and r.intent = 'MODIFIED'
        and t ->> 'elementInstanceKey' = ${command.elementInstanceKey}
      limit 1`;
    return rows.length > 0;
  }
}
