import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { clocksOfCaseLoader } from './clock.loaders.js';
import { ClockQueries, type ClockRow } from './clock.queries.js';

@Resolver('Case')
export class CaseClocksResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: ClockQueries,
  ) {}

  @ResolveField('clocks')
  clocks(@Parent() parent: { id: string }, @Context() context: RequestContext): Promise<ClockRow[]> {
    return clocksOfCaseLoader(context, this.database, this.queries).load(parent.id);
  }
}
