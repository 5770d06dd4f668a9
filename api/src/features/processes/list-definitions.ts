import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { type ProcessDefinitionRow, ProcessQueries } from './process.queries.js';

@Injectable()
export class ListDefinitions {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly queries: ProcessQueries,
  ) {}

  /** Models of the engine we talk to now: the latest of each, or all versions of one. @throws NotPermitted */
  execute(processId: string | null, viewer: Viewer): Promise<ProcessDefinitionRow[]> {
    demand(viewer, 'readModels');
    return this.queries.definitions(this.database.sql, this.engine.engineId, processId);
  }
}
