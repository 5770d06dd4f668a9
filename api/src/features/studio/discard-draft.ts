import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { DraftQueries } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import { sha256Of } from './read-model.js';
import { DraftNotFound, DraftTakenOver } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

@Injectable()
export class DiscardDraft {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly draftQueries: DraftQueries,
    private readonly drafts: DraftRepository,
  ) {}

  /** Nobody's work is thrown away while they hold it. @throws NotPermitted, DraftNotFound, DraftTakenOver */
  async execute(id: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'designModels');
    await this.database.inTransaction(async (sql) => {
      const [draft] = await this.drafts.lock(sql, [id]);
      if (!draft) throw new DraftNotFound();
      if (draft.lockedById !== null && draft.lockedById !== viewer.id)
        throw new DraftTakenOver(draft.lockedBy ?? '', draft.lockedAt ?? draft.updatedAt);
      const content = (await this.draftQueries.contents(sql, [id])).get(id) ?? '';
      await this.drafts.remove(sql, id);
      const body = { draftId: id, revision: draft.revision, baseVersion: draft.baseVersion, sha256: sha256Of(content) };
      await appendEvent(sql, modelEvent('model.draftDiscarded', draft, viewer, this.clock.now(), { body }));
    });
  }
}
