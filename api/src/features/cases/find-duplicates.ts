import { Injectable } from '@nestjs/common';
import { demand } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { CaseQueries, type CaseRow } from './case.queries.js';
import { DuplicateQueries } from './duplicate.queries.js';
import { normalisePhone, RequesterVault } from './requester-vault.js';

export interface DuplicateSearch {
  text: string;
  phone?: string | null;
  categoryCode?: string | null;
  areaCode?: string | null;
}

export interface DuplicateCandidate {
  case: CaseRow;
  reason: 'SAME_REQUESTER' | 'SAME_PLACE' | 'SAME_CATEGORY_AND_AREA';
  score: number;
}

/** Below this likeness two requests of one category and area are neighbours, not duplicates. */
const WORTH_SHOWING = 0.15;
const SHOWN = 8;

@Injectable()
export class FindDuplicates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: RequesterVault,
    private readonly duplicates: DuplicateQueries,
    private readonly cases: CaseQueries,
  ) {}

  /** For a receiver while the call goes on; receivers recognise others' cases by what DuplicateCase shows and no more. */
  async execute(search: DuplicateSearch, viewer: Viewer): Promise<DuplicateCandidate[]> {
    demand(viewer, 'receiveCase');
    const phone = normalisePhone(search.phone ?? '');
    const { sql } = this.database;
    const alike = await this.duplicates.alike(sql, {
      text: search.text,
      phoneIndex: phone.length >= 7 ? this.vault.index('phone', phone) : null,
      categoryCode: search.categoryCode ?? null,
      areaCode: search.areaCode ?? null,
      place: '',
      receivedAt: this.clock.now(),
      exceptId: null,
    });
    const shown = alike.filter((found) => found.sameRequester || found.score >= WORTH_SHOWING).slice(0, SHOWN);
    const rows = new Map(
      (
        await this.cases.byIds(
          sql,
          shown.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    return shown.flatMap((found) => {
      const row = rows.get(found.id);
      const reason = found.sameRequester ? 'SAME_REQUESTER' : found.samePlace ? 'SAME_PLACE' : 'SAME_CATEGORY_AND_AREA';
      return row ? [{ case: row, reason, score: found.score }] : [];
    });
  }
}
