import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvent } from '../events/events.public.js';
import { DraftQueries, type DraftRow } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import { ModelQueries } from './model.queries.js';
import { DraftNotFound } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

@Injectable()
export class CloseDraft {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly draftQueries: DraftQueries,
    private readonly drafts: DraftRepository,
  ) {}

  /**
   * Frees the lock if it is the viewer's. A draft that says what runs anyway ends with it: it was only looked at.
   * @returns it as it was left @throws NotPermitted, DraftNotFound
   */
  async execute(id: string, viewer: Viewer): Promise<DraftRow> {
    demand(viewer, 'designModels');
    return this.database.inTransaction(async (sql) => {
      const [draft] = await this.drafts.lock(sql, [id]);
      if (!draft) throw new DraftNotFound();
      if (draft.lockedById !== viewer.id) return draft;
      const at = this.clock.now();
      if (await this.saysNothingNew(sql, draft)) {
        await this.drafts.remove(sql, id);
        const body = { draftId: id, baseVersion: draft.baseVersion };
        await appendEvent(sql, modelEvent('model.draftClosed', draft, viewer, at, { body }));
      } else await this.drafts.hold(sql, id, null, at);
      return { ...draft, lockedById: null, lockedBy: null, lockedAt: null };
    });
  }

  private async saysNothingNew(sql: Sql, draft: DraftRow): Promise<boolean> {
    const { engineId } = this.engine;
    const latest = await this.models.latestOf(sql, engineId, draft);
    if (!latest) return false;
    const [drawn, runs] = await Promise.all([
      this.draftQueries.contents(sql, [draft.id]),
      this.models.contents(sql, engineId, [latest.id]),
    ]);
    return drawn.get(draft.id) === runs.get(latest.id);
  }
}
