import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { CaseEnded, CaseNotFound } from './case.errors.js';
import { type CaseRecord, isOpen } from './case.model.js';

const columns = (sql: Sql) => sql`
  id, number, type, channel, category_code as "categoryCode", area_code as "areaCode", title, secrecy, urgency, status, phase,
  requester_id as "requesterId", duplicate_of as "duplicateOf", close_type as "closeType", lead_unit_id as "leadUnitId",
  first_receiver_user_id as "firstReceiverUserId", reply_text as "replyText", rework_count as "reworkCount", urge_count as "urgeCount",
  received_at as "receivedAt", closed_at as "closedAt", engine_id as "engineId", instance_key::text as "instanceKey"`;

/** Columns of `cases` that change after receipt; those of its light are the clocks feature's own (GovernCase). */
export interface CasePatch {
  category_code?: string | null;
  area_code?: string | null;
  type?: string;
  secrecy?: string;
  urgency?: number;
  summary?: string;
  status?: string;
  phase?: string;
  disposition?: string;
  close_type?: string | null;
  reasonableness?: string | null;
  legal_basis?: string | null;
  duplicate_of?: string;
  lead_unit_id?: string;
  reply_text?: string;
  public_reply?: string | null;
  replied_at?: Date;
  rework_count?: number;
  rating?: number | null;
  solved?: string | null;
  closed_at?: Date;
}

@Injectable()
export class CaseRepository {
  /** Locks the row: acts on one case follow one another. @throws CaseNotFound */
  async get(sql: Sql, id: string): Promise<CaseRecord> {
    const [record] = await sql<CaseRecord[]>`
      /* getCase */
      select ${columns(sql)}
      from cases
      where id = ${id}
      for no key update`;
    if (!record) throw new CaseNotFound();
    return record;
  }

  /** @throws CaseNotFound @throws CaseEnded */
  async getOpen(sql: Sql, id: string): Promise<CaseRecord> {
    const record = await this.get(sql, id);
    if (!isOpen(record)) throw new CaseEnded(record.number, record.status);
    return record;
  }

  async update(sql: Sql, id: string, patch: CasePatch): Promise<void> {
    await sql`
      /* updateCase */
      update cases
      set ${sql(patch as Record<string, never>)}, version = version + 1
      where id = ${id}`;
  }
}
