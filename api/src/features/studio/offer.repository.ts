import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import type { ModelKey } from './model.model.js';

export interface OpenOffer extends ModelKey {
  id: string;
  path: string;
  content: string;
}

@Injectable()
export class OfferRepository {
  /** One that still waits on this engine. */
  async lock(sql: Sql, engineId: number, id: string): Promise<OpenOffer | null> {
    if (!isUuid(id)) return null;
    const [row] = await sql<OpenOffer[]>`
      /* lockOffer */
      select id, kind, model_id as "modelId", path, content
      from model_offers
      where id = ${id} and engine_id = ${engineId} and taken_at is null and dismissed_at is null
      for update`;
    return row ?? null;
  }

  async decide(sql: Sql, id: string, decision: 'TAKEN' | 'DISMISSED', by: string, at: Date): Promise<void> {
    await sql`
      /* decideOffer */
      update model_offers
      set taken_at = ${decision === 'TAKEN' ? at : null}, dismissed_at = ${decision === 'DISMISSED' ? at : null}, decided_by = ${by}
      where id = ${id}`;
  }
}
