import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { CaseQueries, type CaseRow } from './case.queries.js';
import type { CaseFilter } from './case-filter.js';
import type { CaseSort } from './case-order.js';
import { PhoneSearches } from './phone-searches.js';

export interface CaseListing {
  filter: CaseFilter;
  sort: CaseSort;
  first?: number | null;
  after?: string | null;
}

@Injectable()
export class ListCases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseQueries,
    private readonly phones: PhoneSearches,
  ) {}

  /** One page of the cases I may see. @throws NotPermitted for a phone I may not search by, InvalidInput for a strange cursor */
  async execute({ filter, sort, ...page }: CaseListing, viewer: Viewer): Promise<Page<CaseRow>> {
    const { sql } = this.database;
    await this.phones.admit(sql, filter, viewer);
    return this.cases.list(sql, viewer, filter, sort, page, this.clock.now());
  }
}
