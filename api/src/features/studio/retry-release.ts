import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { ReleaseQueries, type ReleaseRow } from './release.queries.js';
import { ReleaseRepository } from './release.repository.js';
import { ReleaseHistory } from './release-history.js';
import { OnlyWhoProposed, ReleaseInOtherState, ReleaseNotFound } from './studio.errors.js';

/** After a failure: the very models that were signed go to the engine again. */
@Injectable()
export class RetryRelease {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly releaseQueries: ReleaseQueries,
    private readonly releases: ReleaseRepository,
    private readonly history: ReleaseHistory,
  ) {}

  /** @throws NotPermitted, ReleaseNotFound, OnlyWhoProposed, ReleaseInOtherState */
  async execute(id: string, viewer: Viewer): Promise<ReleaseRow> {
    demand(viewer, 'designModels');
    return this.database.inTransaction(async (sql) => {
      const release = await this.releases.lock(sql, id);
      if (!release) throw new ReleaseNotFound();
      if (release.proposedById !== viewer.id) throw new OnlyWhoProposed(release.number, release.proposedBy);
      if (release.state !== 'FAILED') throw new ReleaseInOtherState(release.number, release.state);
      await this.releases.tryAgain(sql, id);
      await this.history.tell(sql, release, 'model.releaseRetried', viewer, this.clock.now());
      return (await this.releaseQueries.find(sql, id)) as ReleaseRow;
    });
  }
}
