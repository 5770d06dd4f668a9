import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendToOutbox, retryPoisoned } from '../../outbox/outbox.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { requiredText } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { isDatabaseKey } from './database-key.js';
import { OperationsQueries } from './operations.queries.js';

/** A service job's usual number (engine.md section 2). */
const RETRIES = 3;

@Injectable()
export class RetryIncident {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly identity: EngineIdentity,
    private readonly queries: OperationsQueries,
  ) {}

  /**
   * Has the engine give the job its tries back and resolve the incident: the step runs again with the same key, and
   * where its cause is still there a new incident follows. However often it is asked, one incident is retried once.
   * @param reason what was done about the cause; stays in the case's history
   * @returns false when no such incident is open
   */
  async execute(incidentKey: string, viewer: Viewer, reason: string): Promise<boolean> {
    demand(viewer, 'retryOperations');
    const words = requiredText('reason', reason);
    if (!isDatabaseKey(incidentKey)) return false;
    const { engineId } = this.identity;
    return this.database.inTransaction(async (sql) => {
      const incident = await this.queries.lockOpenIncident(sql, engineId, incidentKey);
      if (!incident) return false;
      const { caseId, jobKey, processId, elementId, errorType, retryCommandId } = incident;
      if (retryCommandId) {
        await retryPoisoned(sql, retryCommandId);
        return true;
      }
      const commandId = await appendToOutbox(sql, {
        // Not the case's lane: a command that waits there may wait for this very retry.
        lane: `incident:${engineId}:${incidentKey}`,
        kind: 'RESOLVE_INCIDENT',
        engineId,
        command: { incidentKey, jobKey, retries: RETRIES },
        ...(caseId && { caseId }),
      });
      await this.queries.markRetried(sql, engineId, incidentKey, commandId);
      if (caseId) {
        await appendEvent(sql, {
          type: 'case.incidentRetried',
          caseId,
          actor: { kind: 'USER', id: viewer.id },
          body: { process: processId, element: elementId, error: errorType, incident: incidentKey },
          personal: { reason: words },
          at: this.clock.now(),
        });
      }
      return true;
    });
  }
}
