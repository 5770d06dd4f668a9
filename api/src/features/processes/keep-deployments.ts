import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Sql } from '../../database/database.js';
import { type DeployedModel, ModelHistory } from '../../process-engine/model-history.js';
import { appendEvent } from '../events/events.public.js';

/** Every version of a process, decision or form that the engine was given is an event of that model. */
@Injectable()
export class KeepDeployments extends ModelHistory {
  constructor(private readonly clock: Clock) {
    super();
  }

  async deployed(sql: Sql, engineId: number, models: DeployedModel[]): Promise<void> {
    // In one order for all processes that start at once, as each stream stays locked until the commit.
    const inOrder = [...models].sort((left, right) => (left.kind + left.id < right.kind + right.id ? -1 : 1));
    for (const { kind, id, version, key, resourceName, sha256 } of inOrder) {
      await appendEvent(sql, {
        type: 'model.deployed',
        caseId: null,
        stream: `model:${kind}:${id}`,
        actor: { kind: 'SYSTEM' },
        body: { kind, id, version, key, resourceName, sha256, engine: engineId },
        at: this.clock.now(),
      });
    }
  }
}
