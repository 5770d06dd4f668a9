import { Injectable } from '@nestjs/common';
import { caseListScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { type CaseFilter, CaseFilters, matching } from './case-filter.js';
import { PhoneSearches } from './phone-searches.js';

export interface CaseCount {
  value: number;
  kind: 'EXACT' | 'ESTIMATE';
}

/** Counted one by one up to here. */
export const COUNTED_UP_TO = 1_000;

/**
 * What counting may cost, in the planner's units (a page read in order is 1): some tens of milliseconds. A list that costs
 * more to count is estimated; what the planner underrates ends with the time.
 */
const AFFORDABLE = 25_000;
const PATIENCE_MS = 300;
const STATEMENT_TIMEOUT = '57014';

interface Plan {
  'Total Cost': number;
  'Plan Rows': number;
  Plans?: Plan[];
}

@Injectable()
export class CountCases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly filters: CaseFilters,
    private readonly phones: PhoneSearches,
  ) {}

  /** How many cases a filter has that I may see, without ever reading a whole table for it. */
  async execute(filter: CaseFilter, viewer: Viewer): Promise<CaseCount> {
    const { sql } = this.database;
    await this.phones.admit(sql, filter, viewer);
    const now = this.clock.now();
    const lookedUp = await this.filters.lookUp(sql, filter);
    let estimated = 0;
    try {
      return await this.database.inTransaction(async (each) => {
        const listed = each`
          select
          from cases c
          where (${caseListScope(each, viewer)})
            ${matching(each, lookedUp, now)}
          limit ${COUNTED_UP_TO + 1}`;
        const [explained] = await each<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>`
          explain (format json) ${listed}`;
        const plan = explained?.['QUERY PLAN'][0].Plan;
        estimated = expectedRows(plan);
        if (!plan || plan['Total Cost'] > AFFORDABLE) return { value: estimated, kind: 'ESTIMATE' };
        await each`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`;
        const [counted] = await each<{ value: number }[]>`
          /* countCases */
          select count(*)::int as value
          from (${listed}) as listed`;
        const value = counted?.value ?? 0;
        if (value <= COUNTED_UP_TO) return { value, kind: 'EXACT' };
        return { value: Math.max(estimated, value), kind: 'ESTIMATE' };
      });
    } catch (error) {
      if ((error as { code?: unknown }).code !== STATEMENT_TIMEOUT) throw error;
      return { value: estimated, kind: 'ESTIMATE' };
    }
  }
}

/** Below the limit stands what the list would have without it. */
function expectedRows(plan: Plan | undefined): number {
  return Math.round(plan?.Plans?.[0]?.['Plan Rows'] ?? plan?.['Plan Rows'] ?? 0);
}
