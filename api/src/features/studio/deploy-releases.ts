import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { AppError } from '../../errors/app-error.js';
import { log } from '../../errors/log.js';
import { backOffMs } from '../../process-engine/back-off.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { ModelHistory } from '../../process-engine/model-history.js';
import { isOutsideWorldDown } from '../../process-engine/outside-world.js';
import { type DeployedResource, ProcessEngine } from '../../process-engine/process-engine.js';
import { rememberResources } from '../../process-engine/remember-resources.js';
import { notify } from '../notifications/notifications.public.js';
import { DraftRepository } from './draft.repository.js';
import { placeOfRefusal } from './engine-refusal.model.js';
import { keyOf, STORED_KIND } from './model.model.js';
import { ModelQueries } from './model.queries.js';
import { sha256Of } from './read-model.js';
import type { ReleaseFailure } from './release.queries.js';
import { ReleaseRepository } from './release.repository.js';
import { ReleaseHistory } from './release-history.js';
import {
  type LeasedModel,
  type LeasedRelease,
  leaseRelease,
  modelsToDeploy,
  putOffRelease,
  stillMine,
} from './release-lease.js';
import { ReleaseOutdated } from './studio.errors.js';

/** The engine is away or busy. */
const RETRY = { firstMs: 500, capMs: 60_000 };
const LONGEST_TEXT = 4_000;

/**
 * Brings approved releases to the engine when they are due: all models of one in one call, no transaction open meanwhile. A process
 * may die anywhere on the way: the engine answers the newest content with the version it has, so that another process finds it.
 */
@Injectable()
export class DeployReleases {
  private readonly owner = randomUUID();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engine: ProcessEngine,
    private readonly identity: EngineIdentity,
    private readonly models: ModelQueries,
    private readonly drafts: DraftRepository,
    private readonly releases: ReleaseRepository,
    private readonly history: ReleaseHistory,
    private readonly deployments: ModelHistory,
  ) {}

  /** One release, if one is due. @returns whether it came to an end, so that there may be more */
  async execute(): Promise<boolean> {
    const release = await this.database.inTransaction((sql) => leaseRelease(sql, this.owner, this.clock.now()));
    if (!release) return false;
    const models = await modelsToDeploy(this.database.sql, release.id);
    const outdated = await this.outdated(models);
    if (outdated) {
      await this.fail(release, { message: outdated.message, modelId: String(outdated.details.modelId), element: null });
      return true;
    }
    try {
      const resources = models.map(({ path, content }) => ({ name: path, content: Buffer.from(content) }));
      const deployed = await this.engine.deploy(resources);
      await this.settle(release, models, deployed);
      return true;
    } catch (error) {
      return this.failedBy(error, release, models);
    }
  }

  /** What another release brought since this was proposed; nothing if the newest is what an earlier try of this one brought. */
  private async outdated(models: readonly LeasedModel[]): Promise<ReleaseOutdated | null> {
    const { engineId } = this.identity;
    const versions = await this.models.versions(this.database.sql, engineId, models);
    for (const model of models) {
      const latest = versions.find((version) => keyOf(version) === keyOf(model));
      if (!latest || latest.version === model.baseVersion) continue;
      const content = (await this.models.contents(this.database.sql, engineId, [latest.id])).get(latest.id) ?? '';
      if (sha256Of(content) !== model.sha256) return new ReleaseOutdated(model, model.baseVersion, latest.version);
    }
    return null;
  }

  private async settle(
    release: LeasedRelease,
    models: readonly LeasedModel[],
    deployed: readonly DeployedResource[],
  ): Promise<void> {
    const { engineId } = this.identity;
    await this.database.inTransaction(async (sql) => {
      if (!(await stillMine(sql, release.id, this.owner))) return;
      const at = this.clock.now();
      const by = { userId: release.proposedById, releaseId: release.id };
      const remembered = await rememberResources(sql, engineId, models, deployed, { at, by });
      for (const model of models) {
        const version = versionOf(model, deployed);
        if (version === null) continue;
        await this.releases.keepVersion(sql, release.id, model, version);
        // A draft that a roll back was not made from goes on from what it was begun from.
        const since = release.rollBackTo === null ? release.proposedAt : new Date(0);
        await this.drafts.settleDeployed(sql, { ...model, version }, since);
      }
      await this.releases.finish(sql, release.id, at);
      await this.deployments.deployed(sql, engineId, remembered, release);
      const details = { releaseId: release.id, release: release.number };
      await notify(sql, { userIds: [release.proposedById], caseId: null, kind: 'release.deployed', details, at });
    });
    log.info({ release: release.number, models: models.map(keyOf) }, 'release deployed');
  }

  private async failedBy(error: unknown, release: LeasedRelease, models: readonly LeasedModel[]): Promise<boolean> {
    if (error instanceof AppError && !isOutsideWorldDown(error)) {
      const message = String(error.details.text ?? error.message).slice(0, LONGEST_TEXT);
      await this.fail(release, { message, ...placeOfRefusal(message, models) });
      return true;
    }
    const delay = backOffMs(release.attempts, RETRY.firstMs, RETRY.capMs);
    log.warn({ err: error, release: release.number, delay }, 'a release could not be deployed; it is tried again');
    await putOffRelease(this.database.sql, release.id, this.owner, delay);
    return false;
  }

  private async fail(release: LeasedRelease, failure: ReleaseFailure): Promise<void> {
    await this.database.inTransaction(async (sql) => {
      if (!(await stillMine(sql, release.id, this.owner))) return;
      const at = this.clock.now();
      await this.releases.fail(sql, release.id, failure);
      const { modelId, element } = failure;
      const facts = { body: { failedModel: modelId, element }, personal: { message: failure.message } };
      await this.history.tell(sql, release, 'model.deploymentFailed', null, at, facts);
      const details = { releaseId: release.id, release: release.number, modelId, element };
      await notify(sql, { userIds: [release.proposedById], caseId: null, kind: 'release.failed', details, at });
    });
    log.warn({ release: release.number, failure }, 'release refused');
  }
}

function versionOf({ kind, modelId, path }: LeasedModel, deployed: readonly DeployedResource[]): number | null {
  const found = deployed.find(
    (each) =>
      each.kind === STORED_KIND[kind] && (kind === 'DECISION' ? each.resourceName === path : each.id === modelId),
  );
  return found?.version ?? null;
}
