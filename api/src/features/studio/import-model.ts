import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { BeginDraft } from './begin-draft.js';
import type { DraftRow } from './draft.queries.js';
import { ModelQueries } from './model.queries.js';
import { readModel } from './read-model.js';

/** Whatever can be read as a model becomes a draft; what the engine will not run in it is for lint to say. */
@Injectable()
export class ImportModel {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly begin: BeginDraft,
  ) {}

  /** @param fileName as the person chose it, for the refusal @throws NotPermitted, ModelUnreadable, ModelHasDraft */
  async execute(fileName: string, content: string, viewer: Viewer): Promise<DraftRow> {
    demand(viewer, 'designModels');
    const { kind, id: modelId, name } = readModel(content, fileName.slice(0, 200));
    return this.database.inTransaction(async (sql) => {
      const latest = await this.models.latestOf(sql, this.engine.engineId, { kind, modelId });
      const baseVersion = latest?.version ?? null;
      return this.begin.execute(
        sql,
        { kind, modelId, name, content, baseVersion, from: 'IMPORT' },
        viewer,
        this.clock.now(),
      );
    });
  }
}
