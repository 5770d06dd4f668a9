import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { clockLoader, clocksOfCaseLoader, extensionsOfCaseLoader } from './clock.loaders.js';
import { ClockQueries, type ClockRow, type ExtensionRow } from './clock.queries.js';

export interface CaseOfClock {
  id: string;
  leadUnitId: string | null;
  governingClockId: string | null;
  closedAt: Date | null;
}

@Resolver('Case')
export class CaseClocksResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: ClockQueries,
  ) {}

  @ResolveField('clocks')
  async clocks(
    @Parent() parent: CaseOfClock,
    @Context() context: RequestContext,
  ): Promise<(ClockRow & { of: CaseOfClock })[]> {
    const rows = await clocksOfCaseLoader(context, this.database, this.queries).load(parent.id);
    return rows.map((row) => ({ ...row, of: parent }));
  }

  @ResolveField('governingClock')
  async governingClock(
    @Parent() parent: CaseOfClock,
    @Context() context: RequestContext,
  ): Promise<(ClockRow & { of: CaseOfClock }) | null> {
    if (!parent.governingClockId) return null;
    const row = await clockLoader(context, this.database, this.queries).load(parent.governingClockId);
    return row && { ...row, of: parent };
  }

  @ResolveField('extensions')
  extensions(@Parent() parent: CaseOfClock, @Context() context: RequestContext): Promise<ExtensionRow[]> {
    return extensionsOfCaseLoader(context, this.database, this.queries).load(parent.id);
  }
}

@Resolver('DuplicateCase')
export class DuplicateCaseClockResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: ClockQueries,
  ) {}

  @ResolveField('governingClockKind')
  async governingClockKind(@Parent() parent: CaseOfClock, @Context() context: RequestContext): Promise<string | null> {
    if (!parent.governingClockId) return null;
    const row = await clockLoader(context, this.database, this.queries).load(parent.governingClockId);
    return row?.kind ?? null;
  }
}
