import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { DraftQueries, type DraftRow } from './draft.queries.js';
import { keyOf, MODEL_KINDS, type ModelKey, type ModelKind } from './model.model.js';
import { ModelQueries, type OfferRow, type VersionRow } from './model.queries.js';
import { ModelNames } from './model-names.js';

/** Everything of one model but its earlier versions. */
export interface ModelRow extends ModelKey {
  name: string;
  latest: VersionRow | null;
  draft: DraftRow | null;
  offer: OfferRow | null;
}

@Injectable()
export class ListModels {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly draftQueries: DraftQueries,
    private readonly names: ModelNames,
  ) {}

  /** What runs on this engine and what is only drawn yet, by kind and id. @param text in name or id @throws NotPermitted */
  async execute(
    filter: { kind?: ModelKind | null | undefined; text?: string | null | undefined },
    viewer: Viewer,
  ): Promise<ModelRow[]> {
    demand(viewer, 'readModels');
    const { sql } = this.database;
    const { engineId } = this.engine;
    const [versions, drafts, offers] = await Promise.all([
      this.models.latest(sql, engineId, filter),
      this.draftQueries.all(sql),
      this.models.offers(sql, engineId),
    ]);
    const names = await this.names.of(sql, versions);
    const rows = new Map<string, ModelRow>(
      versions.map((latest, index) => {
        const { kind, modelId } = latest;
        return [keyOf(latest), { kind, modelId, name: names[index] ?? modelId, latest, draft: null, offer: null }];
      }),
    );
    for (const draft of drafts.filter(({ kind }) => !filter.kind || kind === filter.kind)) {
      const { kind, modelId, name } = draft;
      const row = rows.get(keyOf(draft)) ?? { kind, modelId, name, latest: null, draft: null, offer: null };
      rows.set(keyOf(draft), { ...row, draft });
    }
    for (const offer of offers) {
      const row = rows.get(keyOf(offer));
      if (row) row.offer = offer;
    }
    const words = filter.text?.trim().toLowerCase() ?? '';
    return [...rows.values()]
      .filter(({ name, modelId }) => name.toLowerCase().includes(words) || modelId.toLowerCase().includes(words))
      .sort(byKindAndId);
  }

  /** @throws NotPermitted */
  async one(model: ModelKey, viewer: Viewer): Promise<ModelRow | null> {
    const rows = await this.execute({ kind: model.kind }, viewer);
    return rows.find(({ modelId }) => modelId === model.modelId) ?? null;
  }
}

function byKindAndId(left: ModelKey, right: ModelKey): number {
  const kinds = MODEL_KINDS.indexOf(left.kind) - MODEL_KINDS.indexOf(right.kind);
  return kinds || (left.modelId < right.modelId ? -1 : 1);
}
