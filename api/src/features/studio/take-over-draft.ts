import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import type { DraftRow } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import { DraftNotFound } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

/** Whoever left a draft open somewhere never stops the others; who is put aside hears of it, and what they saved is there. */
@Injectable()
export class TakeOverDraft {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly drafts: DraftRepository,
  ) {}

  /** @throws NotPermitted, DraftNotFound */
  async execute(id: string, viewer: Viewer): Promise<DraftRow> {
    demand(viewer, 'designModels');
    return this.database.inTransaction(async (sql) => {
      const [draft] = await this.drafts.lock(sql, [id]);
      if (!draft) throw new DraftNotFound();
      const { lockedById: before } = draft;
      if (before === viewer.id) return draft;
      const at = this.clock.now();
      await this.drafts.hold(sql, id, viewer.id, at);
      if (before !== null) {
        const body = { draftId: id, before };
        await appendEvent(sql, modelEvent('model.draftTakenOver', draft, viewer, at, { body }));
        const details = { draftId: id, model: draft.name, by: viewer.name };
        await notify(sql, { userIds: [before], caseId: null, kind: 'model.draftTakenOver', details, at });
      }
      return { ...draft, lockedById: viewer.id, lockedBy: viewer.name, lockedAt: at };
    });
  }
}
