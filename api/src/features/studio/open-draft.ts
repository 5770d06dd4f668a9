import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { BeginDraft } from './begin-draft.js';
import { DraftQueries, type DraftRow } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import type { ModelKey } from './model.model.js';
import { ModelQueries } from './model.queries.js';
import { readModelOf } from './read-model.js';
import { DraftNotFound, ModelNotFound } from './studio.errors.js';

@Injectable()
export class OpenDraft {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly draftQueries: DraftQueries,
    private readonly drafts: DraftRepository,
    private readonly begin: BeginDraft,
  ) {}

  /**
   * The draft there is, or a new one from the newest version. The viewer's own afterwards, unless somebody else holds it.
   * @throws NotPermitted, ModelNotFound, ModelUnreadable
   */
  async execute(model: ModelKey, viewer: Viewer): Promise<DraftRow> {
    demand(viewer, 'designModels');
    const latest = await this.models.latestOf(this.database.sql, this.engine.engineId, model);
    const content = latest
      ? (await this.models.contents(this.database.sql, this.engine.engineId, [latest.id])).get(latest.id)
      : undefined;
    // A file may hold several processes: it is known by the one that its text names first.
    const text = content === undefined ? null : readModelOf(model.kind, content);
    const key = { kind: model.kind, modelId: text?.id ?? model.modelId };
    return this.database.inTransaction(async (sql) => {
      const at = this.clock.now();
      const there = await this.draftQueries.findOf(sql, key);
      if (there) return this.open(sql, there.id, viewer, at);
      if (!latest || !text || content === undefined) throw new ModelNotFound(model);
      return this.begin.execute(
        sql,
        { ...key, name: text.name, content, baseVersion: latest.version, from: 'LATEST' },
        viewer,
        at,
      );
    });
  }

  private async open(sql: Sql, id: string, viewer: Viewer, at: Date): Promise<DraftRow> {
    const [draft] = await this.drafts.lock(sql, [id]);
    if (!draft) throw new DraftNotFound();
    if (draft.lockedById !== null) return draft;
    await this.drafts.hold(sql, id, viewer.id, at);
    return { ...draft, lockedById: viewer.id, lockedBy: viewer.name, lockedAt: at };
  }
}
