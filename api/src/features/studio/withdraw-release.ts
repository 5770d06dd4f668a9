import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { ReleaseQueries, type ReleaseRow } from './release.queries.js';
import { ReleaseRepository } from './release.repository.js';
import { ReleaseHistory } from './release-history.js';
import { OnlyWhoProposed, ReleaseInOtherState, ReleaseIsBeingDeployed, ReleaseNotFound } from './studio.errors.js';

@Injectable()
export class WithdrawRelease {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly releaseQueries: ReleaseQueries,
    private readonly releases: ReleaseRepository,
    private readonly history: ReleaseHistory,
  ) {}

  /**
   * Before the decision, before its day, or after the engine refused it: never once it may be with the engine.
   * @throws NotPermitted, ReleaseNotFound, OnlyWhoProposed, ReleaseInOtherState, ReleaseIsBeingDeployed
   */
  async execute(id: string, viewer: Viewer): Promise<ReleaseRow> {
    demand(viewer, 'designModels');
    return this.database.inTransaction(async (sql) => {
      const release = await this.releases.lock(sql, id);
      if (!release) throw new ReleaseNotFound();
      if (release.proposedById !== viewer.id) throw new OnlyWhoProposed(release.number, release.proposedBy);
      if (!['PROPOSED', 'APPROVED', 'FAILED'].includes(release.state))
        throw new ReleaseInOtherState(release.number, release.state);
      if (release.state === 'APPROVED' && release.attempts > 0) throw new ReleaseIsBeingDeployed(release.number);
      await this.releases.withdraw(sql, id);
      await this.history.tell(sql, release, 'model.releaseWithdrawn', viewer, this.clock.now());
      return (await this.releaseQueries.find(sql, id)) as ReleaseRow;
    });
  }
}
