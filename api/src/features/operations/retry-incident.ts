import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { ProcessEngine } from '../../process-engine/process-engine.js';
import { OperationsQueries } from './operations.queries.js';

const RETRIES = 3;

@Injectable()
export class RetryIncident {
  constructor(
    private readonly database: Database,
    private readonly engine: ProcessEngine,
    private readonly identity: EngineIdentity,
    private readonly queries: OperationsQueries,
  ) {}

  /** Gives the job its tries back and resolves the incident: it runs again with the same key (engine.md section 2). */
  async execute(incidentKey: string, viewer: Viewer): Promise<boolean> {
    demand(viewer, 'retryOperations');
    const incident = await this.queries.incidentJob(this.database.sql, this.identity.engineId, incidentKey);
    if (!incident) return false;
    if (incident.jobKey) await this.engine.updateJobRetries(incident.jobKey, RETRIES);
    await this.engine.resolveIncident(incidentKey);
    return true;
  }
}
