import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database, type Sql } from '../../database/database.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { notify } from '../notifications/notifications.public.js';
import { keyOf } from './model.model.js';
import { ModelQueries } from './model.queries.js';
import { ReleaseQueries, type ReleaseRow } from './release.queries.js';
import { ReleaseRepository } from './release.repository.js';
import { ReleaseHistory } from './release-history.js';
import { checkedNote } from './release-words.model.js';
import { ReleaseInOtherState, ReleaseNotFound, ReleaseOutdated, SecondPersonApproves } from './studio.errors.js';

/** A leader other than who proposed it says yes or no. */
@Injectable()
export class DecideRelease {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly releaseQueries: ReleaseQueries,
    private readonly releases: ReleaseRepository,
    private readonly history: ReleaseHistory,
  ) {}

  /**
   * @param note why; a rejection needs one
   * @throws NotPermitted, InvalidInput, ReleaseNotFound, SecondPersonApproves, ReleaseInOtherState, ReleaseOutdated
   */
  async execute(
    id: string,
    decision: 'APPROVED' | 'REJECTED',
    note: string | null | undefined,
    viewer: Viewer,
  ): Promise<ReleaseRow> {
    demand(viewer, 'approveReleases');
    const written = checkedNote(note, decision === 'REJECTED');
    return this.database.inTransaction(async (sql) => {
      const release = await this.releases.lock(sql, id);
      if (!release) throw new ReleaseNotFound();
      if (release.proposedById === viewer.id) throw new SecondPersonApproves(release.number);
      if (release.state !== 'PROPOSED') throw new ReleaseInOtherState(release.number, release.state);
      if (decision === 'APPROVED') await this.demandCurrent(sql, id);
      const at = this.clock.now();
      await this.releases.decide(sql, id, { state: decision, by: viewer.id, note: written, at });
      const type = decision === 'APPROVED' ? 'model.releaseApproved' : 'model.releaseRejected';
      await this.history.tell(sql, release, type, viewer, at, { personal: { note: written } });
      const kind = decision === 'APPROVED' ? 'release.approved' : 'release.rejected';
      const details = { releaseId: id, release: release.number, title: release.title, by: viewer.name, note: written };
      await notify(sql, { userIds: [release.proposedById], caseId: null, kind, details, at });
      return (await this.releaseQueries.find(sql, id)) as ReleaseRow;
    });
  }

  /** What another release brought since would be put aside unseen. */
  private async demandCurrent(sql: Sql, id: string): Promise<void> {
    const models = await this.releaseQueries.models(sql, [id]);
    const versions = await this.models.versions(sql, this.engine.engineId, models);
    for (const model of models) {
      const latest = versions.find((version) => keyOf(version) === keyOf(model));
      if (latest && latest.version !== model.baseVersion)
        throw new ReleaseOutdated(model, model.baseVersion, latest.version);
    }
  }
}
