import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { appendEvents } from '../events/events.public.js';
import { inOrder } from './model.model.js';
import { ReleaseQueries } from './release.queries.js';
import { type ModelEventType, modelEvent } from './studio-event.model.js';

/** What happens to a release happens to each of its models. */
@Injectable()
export class ReleaseHistory {
  constructor(private readonly releaseQueries: ReleaseQueries) {}

  /** @param by null: the deployment itself */
  async tell(
    sql: Sql,
    release: { id: string; number: string },
    type: ModelEventType,
    by: { id: string } | null,
    at: Date,
    facts: { body?: Record<string, unknown>; personal?: Record<string, string> } = {},
  ): Promise<void> {
    const models = await this.releaseQueries.models(sql, [release.id]);
    const body = { releaseId: release.id, release: release.number, ...facts.body };
    await appendEvents(
      sql,
      inOrder(models).map((model) => modelEvent(type, model, by, at, { ...facts, body })),
    );
  }
}
