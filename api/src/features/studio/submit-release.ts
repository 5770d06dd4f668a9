import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { appendEvents } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';
import { inOrder } from './model.model.js';
import { ReleaseQueries, type ReleaseRow } from './release.queries.js';
import { type ReleaseModel, ReleaseRepository } from './release.repository.js';
import { ReleaseNotFound } from './studio.errors.js';
import { modelEvent } from './studio-event.model.js';

export interface Proposal {
  title: string;
  note: string;
  effectiveAt: Date | null;
  models: readonly ReleaseModel[];
  rollBack: { version: number; releaseId: string | null } | null;
}

/** Lays models before the leaders, whether they are new or come back. */
@Injectable()
export class SubmitRelease {
  constructor(
    private readonly releaseQueries: ReleaseQueries,
    private readonly releases: ReleaseRepository,
  ) {}

  async execute(sql: Sql, proposal: Proposal, viewer: Viewer, at: Date): Promise<ReleaseRow> {
    const id = uuid();
    const { rollBack, ...words } = proposal;
    await this.releases.add(sql, {
      id,
      ...words,
      rollBackTo: rollBack?.version ?? null,
      earlierReleaseId: rollBack?.releaseId ?? null,
      by: viewer.id,
      at,
    });
    const release = await this.releaseQueries.find(sql, id);
    if (!release) throw new ReleaseNotFound();
    await appendEvents(
      sql,
      inOrder(proposal.models).map((model) =>
        modelEvent('model.releaseProposed', model, viewer, at, {
          body: {
            releaseId: id,
            release: release.number,
            sha256: model.sha256,
            baseVersion: model.baseVersion,
            effectiveAt: proposal.effectiveAt?.toISOString() ?? null,
            ...(rollBack && { rollBackTo: rollBack.version, earlierRelease: rollBack.releaseId }),
          },
          personal: { title: proposal.title, note: proposal.note },
        }),
      ),
    );
    const details = { releaseId: id, release: release.number, title: release.title, by: viewer.name };
    const userIds = await this.releases.leaders(sql, viewer.id);
    if (userIds.length > 0) await notify(sql, { userIds, caseId: null, kind: 'release.proposed', details, at });
    return release;
  }
}
