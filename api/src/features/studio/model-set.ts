import { Injectable } from '@nestjs/common';
import type { City } from '../../../../common/src/model-lint/finding.js';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { DraftQueries } from './draft.queries.js';
import { keyOf, type ModelKey, pathOf } from './model.model.js';
import { ModelQueries } from './model.queries.js';
import { DraftNotFound } from './studio.errors.js';

/** What surrounds a draft: the other models, and the people they may name. */
@Injectable()
export class ModelSet {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly draftQueries: DraftQueries,
  ) {}

  /** The newest version of each model on this engine, and what is drawn of new ones: a step may name a form that goes live with it. @throws NotPermitted */
  async files(viewer: Viewer): Promise<{ path: string; content: string }[]> {
    demand(viewer, 'readModels');
    const { sql } = this.database;
    const { engineId } = this.engine;
    const [running, drawn] = await Promise.all([
      this.models.files(sql, engineId),
      this.draftQueries.ofNewModels(sql, engineId),
    ]);
    return [...running, ...drawn];
  }

  /**
   * What runs, and apart from it the drafts that would take its place, as they are saved.
   * @throws NotPermitted, DraftNotFound
   */
  async withDrafts(
    draftIds: readonly string[],
    viewer: Viewer,
  ): Promise<{
    running: { path: string; content: string }[];
    drawn: (ModelKey & { path: string; content: string; revision: number })[];
  }> {
    demand(viewer, 'readModels');
    const { sql } = this.database;
    const { engineId } = this.engine;
    const found = await Promise.all(draftIds.map((id) => this.draftQueries.find(sql, id)));
    const drafts = found.filter((draft) => draft !== null);
    if (drafts.length < draftIds.length) throw new DraftNotFound();
    const [running, contents, versions] = await Promise.all([
      this.models.files(sql, engineId),
      this.draftQueries.contents(sql, draftIds),
      this.models.versions(sql, engineId, drafts),
    ]);
    const drawn = drafts.map((draft) => {
      const { id, kind, modelId, revision } = draft;
      const content = contents.get(id) ?? '';
      const path = versions.find((version) => keyOf(version) === keyOf(draft))?.path || pathOf(draft);
      return { kind, modelId, revision, path, content };
    });
    return { running, drawn };
  }

  /** @throws NotPermitted */
  async city(viewer: Viewer): Promise<City> {
    demand(viewer, 'readModels');
    return this.models.city(this.database.sql);
  }
}
