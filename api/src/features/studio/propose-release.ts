import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { DraftQueries, type DraftRow } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import { keyOf, pathOf } from './model.model.js';
import { ModelQueries } from './model.queries.js';
import { readModelOf, sha256Of } from './read-model.js';
import type { ReleaseRow } from './release.queries.js';
import type { ReleaseModel } from './release.repository.js';
import { ReleaseFindings } from './release-findings.js';
import { checkedNote, checkedTitle } from './release-words.model.js';
import { DraftChanged, DraftNotFound, NothingNew } from './studio.errors.js';
import { SubmitRelease } from './submit-release.js';

export interface ReleaseInput {
  draftIds: readonly string[];
  title: string;
  note?: string | null | undefined;
  effectiveAt?: Date | null | undefined;
}

const MOST_MODELS = 50;

/** Copies of drafts are laid before a leader; what is drawn afterwards is not in them. */
@Injectable()
export class ProposeRelease {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly draftQueries: DraftQueries,
    private readonly drafts: DraftRepository,
    private readonly findings: ReleaseFindings,
    private readonly submit: SubmitRelease,
  ) {}

  /**
   * @throws NotPermitted, InvalidInput, DraftNotFound, NothingNew, ReleaseHasFindings, DraftChanged where somebody saved while it was
   * being checked
   */
  async execute(input: ReleaseInput, viewer: Viewer): Promise<ReleaseRow> {
    demand(viewer, 'designModels');
    const words = { title: checkedTitle(input.title), note: checkedNote(input.note) };
    const ids = [...new Set(input.draftIds)];
    if (ids.length === 0 || ids.length > MOST_MODELS)
      throw new InvalidInput(`A release holds 1 to ${MOST_MODELS} models.`, { draftIds: 'required' });
    const { drafts, models } = await this.copies(this.database.sql, ids);
    // Outside the transaction: large models take their time.
    await this.check(models);
    return this.database.inTransaction(async (sql) => {
      const now = await this.drafts.lock(sql, ids);
      for (const { id, revision } of drafts) {
        const same = now.find((draft) => draft.id === id);
        if (!same) throw new DraftNotFound();
        if (same.revision !== revision) throw new DraftChanged(same.revision, same.updatedBy, same.updatedAt);
      }
      const effectiveAt = input.effectiveAt ?? null;
      return this.submit.execute(sql, { ...words, effectiveAt, models, rollBack: null }, viewer, this.clock.now());
    });
  }

  private async copies(sql: Sql, ids: readonly string[]): Promise<{ drafts: DraftRow[]; models: ReleaseModel[] }> {
    const found = await Promise.all(ids.map((id) => this.draftQueries.find(sql, id)));
    const drafts = found.filter((draft) => draft !== null);
    if (drafts.length < ids.length) throw new DraftNotFound();
    const { engineId } = this.engine;
    const latest = new Map(
      (await this.models.versions(sql, engineId, drafts)).reverse().map((version) => [keyOf(version), version]),
    );
    const running = await this.models.contents(
      sql,
      engineId,
      [...latest.values()].map(({ id }) => id),
    );
    const drawn = await this.draftQueries.contents(sql, ids);
    const models = drafts.map((draft): ReleaseModel => {
      const content = drawn.get(draft.id) ?? '';
      const before = latest.get(keyOf(draft));
      if (before && running.get(before.id) === content) throw new NothingNew(draft, before.version);
      const { name } = readModelOf(draft.kind, content);
      return {
        kind: draft.kind,
        modelId: draft.modelId,
        name,
        path: before?.path || pathOf(draft),
        content,
        sha256: sha256Of(content),
        baseVersion: before?.version ?? null,
      };
    });
    return { drafts, models };
  }

  private async check(models: readonly ReleaseModel[]): Promise<void> {
    const running = await this.models.files(this.database.sql, this.engine.engineId);
    await this.findings.demandNone(running, models);
  }
}
