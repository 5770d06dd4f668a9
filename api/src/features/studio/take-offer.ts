import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvent } from '../events/events.public.js';
import { BeginDraft } from './begin-draft.js';
import type { DraftRow } from './draft.queries.js';
import { ModelQueries } from './model.queries.js';
import { OfferRepository } from './offer.repository.js';
import { readModelOf } from './read-model.js';
import { OfferNotFound } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

/** The packaged file becomes a draft over the designer's version: what of it is wanted is drawn together there. */
@Injectable()
export class TakeOffer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly offers: OfferRepository,
    private readonly begin: BeginDraft,
  ) {}

  /** @throws NotPermitted, OfferNotFound, ModelHasDraft, ModelUnreadable */
  async execute(id: string, viewer: Viewer): Promise<DraftRow> {
    demand(viewer, 'designModels');
    const { engineId } = this.engine;
    return this.database.inTransaction(async (sql) => {
      const offer = await this.offers.lock(sql, engineId, id);
      if (!offer) throw new OfferNotFound();
      const { kind, content } = offer;
      const text = readModelOf(kind, content);
      const model = { kind, modelId: text.id };
      const at = this.clock.now();
      const latest = await this.models.latestOf(sql, engineId, model);
      await this.offers.decide(sql, id, 'TAKEN', viewer.id, at);
      const baseVersion = latest?.version ?? null;
      const draft = await this.begin.execute(
        sql,
        { ...model, name: text.name, content, baseVersion, from: 'OFFER' },
        viewer,
        at,
      );
      const body = { offerId: id, path: offer.path, draftId: draft.id };
      await appendEvent(sql, modelEvent('model.offerTaken', offer, viewer, at, { body }));
      return draft;
    });
  }
}
