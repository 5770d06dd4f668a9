import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvent } from '../events/events.public.js';
import { DraftQueries, type DraftRow } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import { keyOf, type ModelKey } from './model.model.js';
import { ModelQueries } from './model.queries.js';
import { readModel } from './read-model.js';
import { DraftChanged, DraftNotFound, DraftTakenOver, ModelHasDraft, ModelOfOtherKind } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

/** Autosave: one pair of hands at a time, and nobody's text is lost to a stale window. */
@Injectable()
export class SaveModelDraft {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly draftQueries: DraftQueries,
    private readonly drafts: DraftRepository,
  ) {}

  /**
   * The same text again, as a client sends it that never heard the answer, changes nothing.
   * @param revision that the client's text began from
   * @throws NotPermitted, ModelUnreadable, DraftNotFound, ModelOfOtherKind, DraftTakenOver, DraftChanged, ModelHasDraft where the
   * id it now says is another draft's
   */
  async execute(id: string, revision: number, content: string, viewer: Viewer): Promise<DraftRow> {
    demand(viewer, 'designModels');
    const text = readModel(content);
    return this.database.inTransaction(async (sql) => {
      const [draft] = await this.drafts.lock(sql, [id]);
      if (!draft) throw new DraftNotFound();
      if (text.kind !== draft.kind) throw new ModelOfOtherKind(draft.kind, text.kind);
      if (await this.saidBefore(sql, draft, revision, content, viewer)) return draft;
      if (draft.lockedById !== null && draft.lockedById !== viewer.id)
        throw new DraftTakenOver(draft.lockedBy ?? '', draft.lockedAt ?? draft.updatedAt);
      if (draft.revision !== revision) throw new DraftChanged(draft.revision, draft.updatedBy, draft.updatedAt);
      await this.write(sql, draft, { kind: text.kind, modelId: text.id, name: text.name, content }, viewer);
      return (await this.draftQueries.find(sql, id)) as DraftRow;
    });
  }

  private async saidBefore(
    sql: Sql,
    draft: DraftRow,
    revision: number,
    content: string,
    viewer: Viewer,
  ): Promise<boolean> {
    if (draft.updatedById !== viewer.id || draft.revision - revision > 1 || draft.lockedById !== viewer.id)
      return false;
    return (await this.draftQueries.contents(sql, [draft.id])).get(draft.id) === content;
  }

  private async write(
    sql: Sql,
    draft: DraftRow,
    text: ModelKey & { name: string; content: string },
    viewer: Viewer,
  ): Promise<void> {
    const at = this.clock.now();
    const renamed = keyOf(text) !== keyOf(draft);
    const baseVersion = renamed
      ? ((await this.models.latestOf(sql, this.engine.engineId, text))?.version ?? null)
      : draft.baseVersion;
    if (!(await this.drafts.save(sql, draft.id, { ...text, baseVersion }, viewer.id, at))) {
      const other = await this.draftQueries.findOf(sql, text);
      throw new ModelHasDraft(text, other?.id ?? '');
    }
    if (!renamed) return;
    const body = { draftId: draft.id, before: draft.modelId, baseVersion };
    await appendEvent(sql, modelEvent('model.draftRenamed', text, viewer, at, { body }));
  }
}
