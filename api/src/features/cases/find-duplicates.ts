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

const hearsEveryCall = (viewer: Viewer): boolean => viewer.roles.includes('CA');

@Injectable()
export class FindDuplicates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: RequesterVault,
    private readonly duplicates: DuplicateQueries,
    private readonly cases: CaseQueries,
  ) {}

  /**
   * For a receiver while the call goes on. Call agents recognise others' cases too, by what DuplicateCase shows and no
   * more; other receivers only what they may read: who types a number must not learn what its owner reported elsewhere.
   */
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
    const worth = alike.filter((found) => found.sameRequester || found.score >= WORTH_SHOWING);
    const ids = worth.map(({ id }) => id);
    const found = hearsEveryCall(viewer)
      ? await this.cases.byIds(sql, ids)
      : await this.cases.readableByIds(sql, viewer, ids);
    const rows = new Map(found.map((row) => [row.id, row]));
    const shown = worth.filter(({ id }) => rows.has(id)).slice(0, SHOWN);
    return shown.flatMap((each) => {
      const row = rows.get(each.id);
      const reason = each.sameRequester ? 'SAME_REQUESTER' : each.samePlace ? 'SAME_PLACE' : 'SAME_CATEGORY_AND_AREA';
      return row ? [{ case: row, reason, score: each.score }] : [];
    });
  }
}
