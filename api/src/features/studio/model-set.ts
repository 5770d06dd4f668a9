import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import { ROLES, type Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { ModelQueries } from './model.queries.js';

export interface ModelCity {
  roles: readonly string[];
  teams: readonly string[];
  units: readonly string[];
}

/** What surrounds a draft: the other models, and the people they may name. */
@Injectable()
export class ModelSet {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
  ) {}

  /** The newest version of each model on this engine. @throws NotPermitted */
  files(viewer: Viewer): Promise<{ path: string; content: string }[]> {
    demand(viewer, 'readModels');
    return this.models.files(this.database.sql, this.engine.engineId);
  }

  /** @throws NotPermitted */
  async city(viewer: Viewer): Promise<ModelCity> {
    demand(viewer, 'readModels');
    return { roles: ROLES, ...(await this.models.city(this.database.sql)) };
  }
}
