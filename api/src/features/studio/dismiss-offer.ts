import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvent } from '../events/events.public.js';
import { OfferRepository } from './offer.repository.js';
import { OfferNotFound } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

/** The designer's version stays; the same file is not offered again. */
@Injectable()
export class DismissOffer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly offers: OfferRepository,
  ) {}

  /** @throws NotPermitted, OfferNotFound */
  async execute(id: string, viewer: Viewer): Promise<void> {
    demand(viewer, 'designModels');
    await this.database.inTransaction(async (sql) => {
      const offer = await this.offers.lock(sql, this.engine.engineId, id);
      if (!offer) throw new OfferNotFound();
      const at = this.clock.now();
      await this.offers.decide(sql, id, 'DISMISSED', viewer.id, at);
      const body = { offerId: id, path: offer.path };
      await appendEvent(sql, modelEvent('model.offerDismissed', offer, viewer, at, { body }));
    });
  }
}
