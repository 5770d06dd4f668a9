import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import {
  type DeployedModel,
  type DeployedRelease,
  ModelHistory,
  type OfferedModel,
} from '../../process-engine/model-history.js';
import { appendEvent } from '../events/events.public.js';
import { notify } from '../notifications/notifications.public.js';

/** Every version of a process, decision or form that the engine was given is an event of that model. */
@Injectable()
export class KeepDeployments extends ModelHistory {
  constructor(private readonly clock: Clock) {
    super();
  }

  async deployed(sql: Sql, engineId: number, models: DeployedModel[], release: DeployedRelease | null): Promise<void> {
    const why = release ? { releaseId: release.id, release: release.number, proposedBy: release.proposedById } : {};
    for (const { kind, id, version, key, resourceName, sha256 } of inOrder(models, ({ kind, id }) => kind + id)) {
      await appendEvent(sql, {
        type: 'model.deployed',
        caseId: null,
        stream: `model:${kind}:${id}`,
        actor: { kind: 'SYSTEM' },
        body: { kind, id, version, key, resourceName, sha256, engine: engineId, ...why },
        at: this.clock.now(),
      });
    }
  }

  /** Designers hear of it under the bell. */
  async offered(sql: Sql, engineId: number, offers: OfferedModel[]): Promise<void> {
    const at = this.clock.now();
    const designers = await sql<{ id: string }[]>`
      /* designersForOffers */
      select u.id
      from users u
      join roles_of_users r on r.user_id = u.id and r.role = 'DE'
      where u.active`;
    for (const { kind, modelId, path, sha256 } of inOrder(offers, ({ kind, modelId }) => kind + modelId)) {
      const stream = `model:${kind}:${modelId}` as const;
      const body = { kind, id: modelId, path, sha256, engine: engineId };
      await appendEvent(sql, { type: 'model.offered', caseId: null, stream, actor: { kind: 'SYSTEM' }, body, at });
      const userIds = designers.map(({ id }) => id);
      const details = { modelKind: kind, modelId };
      if (userIds.length > 0) await notify(sql, { userIds, caseId: null, kind: 'model.offered', details, at });
    }
  }
}

/** The same for all processes that start at once, as each stream stays locked until the commit. */
const inOrder = <T>(items: readonly T[], by: (item: T) => string): T[] =>
  [...items].sort((left, right) => (by(left) < by(right) ? -1 : 1));
