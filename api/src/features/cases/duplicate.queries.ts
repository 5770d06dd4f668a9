import { Injectable } from '@nestjs/common';
import { bigrams } from '../../../../common/src/text/bigrams.js';
import type { Sql } from '../../database/database.js';
import { areasNear } from '../organisation/organisation.public.js';
import { likeness } from './case.model.js';

export interface Likeness {
  id: string;
  number: string;
  status: string;
  closedAt: Date | null;
  sameRequester: boolean;
  samePlace: boolean;
  score: number;
}

interface Candidate extends Omit<Likeness, 'score'> {
  tokens: string[];
}

export interface Sought {
  text: string;
  phoneIndex: Buffer | null;
  categoryCode: string | null;
  areaCode: string | null;
  place: string;
  receivedAt: Date;
  exceptId: string | null;
}

/** Looked at per request: the newest of the last 30 days that share the caller, or the category and area. */
const LOOKED_AT = 200;

@Injectable()
export class DuplicateQueries {
  /** Same caller, or same category and area within 30 days (domain.md section 3.4 step 2), likest first. */
  async alike(sql: Sql, sought: Sought): Promise<Likeness[]> {
    const tokens = bigrams(sought.text);
    const rows = await sql<Candidate[]>`
      /* duplicateCandidates */
      select c.id, c.number, c.status, c.closed_at as "closedAt", coalesce(r.phone_index = ${sought.phoneIndex}, false) as "sameRequester",
        (c.place <> '' and c.place = ${sought.place}) as "samePlace", w.bigrams as tokens
      from cases c
      join case_words w on w.case_id = c.id
      join requesters r on r.id = c.requester_id
      where c.received_at between ${sought.receivedAt}::timestamptz - interval '30 days' and ${sought.receivedAt}
        and c.id is distinct from ${sought.exceptId}
        and c.status not in ('WITHDRAWN', 'VOID', 'MERGED')
        and (r.phone_index = ${sought.phoneIndex} or (c.category_code = ${sought.categoryCode} and c.area_code = any(${areasNear(sql, sought.areaCode)})))
      order by c.received_at desc
      limit ${LOOKED_AT}`;
    const scored = rows.map(({ tokens: theirs, ...row }) => ({ ...row, score: likeness(tokens, theirs) }));
    return scored.sort((left, right) => right.score - left.score);
  }

  /** An earlier consultation of this category that was answered at once. */
  async answeredBefore(
    sql: Sql,
    sought: { text: string; categoryCode: string | null; exceptId: string },
    atLeast: number,
  ): Promise<boolean> {
    if (!sought.categoryCode) return false;
    const rows = await sql<{ tokens: string[] }[]>`
      /* answeredConsultations */
      select w.bigrams as tokens
      from cases c
      join case_words w on w.case_id = c.id
      where c.category_code = ${sought.categoryCode} and c.type = 'CONSULT' and c.status = 'ANSWERED' and c.id <> ${sought.exceptId}
      order by c.received_at desc
      limit ${LOOKED_AT}`;
    const tokens = bigrams(sought.text);
    return rows.some((row) => likeness(tokens, row.tokens) >= atLeast);
  }

  /** Different callers on the same spot within the hour before. */
  async callersAtSpot(
    sql: Sql,
    spot: { categoryCode: string | null; areaCode: string | null; place: string; receivedAt: Date },
  ): Promise<number> {
    const [row] = await sql<{ callers: number }[]>`
      /* callersAtSpot */
      select count(distinct coalesce(r.phone_index, c.id::text::bytea))::int as callers
      from cases c
      join requesters r on r.id = c.requester_id
      where c.received_at between ${spot.receivedAt}::timestamptz - interval '1 hour' and ${spot.receivedAt}
        and c.category_code = ${spot.categoryCode} and c.area_code = any(${areasNear(sql, spot.areaCode)}) and c.place = ${spot.place}`;
    return row?.callers ?? 0;
  }
}
