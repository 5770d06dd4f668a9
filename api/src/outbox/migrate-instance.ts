import { engineMapping } from '../../../common/src/instance-placement/element-mapping.js';
import type { Database } from '../database/database.js';
import { EngineConflict, EngineRefused, InstanceGone } from '../process-engine/engine-errors.js';
import type { ProcessEngine } from '../process-engine/process-engine.js';
import { endMove, findMove, findMovedInstance, modelsOfMove } from './instance-moves.js';
import type { LeasedRow } from './outbox-rows.js';
import type { SendOutcome } from './send-outcome.js';

/** How long the records get to tell that an earlier try was heard, in ms. */
const RECORDS_CATCH_UP_MS = 15_000;
/** The engine asks to try again when something happened to the instance meanwhile; and says the same of what it can never move. */
const CONCURRENT = /concurrent command/;
const TRIES = 3;

/** Takes an instance to another version where it stands. What the engine refuses is written down: its case goes on as it was. */
export class MigrateInstance {
  constructor(
    private readonly engine: ProcessEngine,
    private readonly database: Database,
  ) {}

  async execute({ command, attempts, sentForMs }: LeasedRow & { kind: 'MIGRATE_INSTANCE' }): Promise<SendOutcome> {
    const { sql } = this.database;
    const move = await findMove(sql, command.moveId);
    if (!move || move.outcome) return 'DONE';
    const instance = await findMovedInstance(sql, move);
    if (instance?.definitionKey === move.targetKey) {
      await endMove(sql, move.id, 'MOVED');
      return 'DONE';
    }
    try {
      const { before, after } = await modelsOfMove(sql, move);
      const mapping = engineMapping(before, after, move.mapping);
      await this.engine.migrateInstance(move.instanceKey, { targetDefinitionKey: move.targetKey, mapping });
      await endMove(sql, move.id, 'MOVED');
      return 'DONE';
    } catch (failure) {
      if (failure instanceof InstanceGone) {
        await endMove(sql, move.id, 'ENDED');
        return 'DONE';
      }
      if (!(failure instanceof EngineConflict || failure instanceof EngineRefused)) throw failure;
      const text = String(failure.details.text);
      if (CONCURRENT.test(text) && attempts < TRIES) return 'UNKNOWN';
      // An earlier try may have been heard: then nothing stands any more where this says it does.
      if (attempts > 1 && sentForMs < RECORDS_CATCH_UP_MS) return 'UNKNOWN';
      await endMove(sql, move.id, 'REFUSED', text);
      return 'REFUSED';
    }
  }
}
