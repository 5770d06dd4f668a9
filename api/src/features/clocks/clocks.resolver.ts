import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import { ClockQueries, type ClockRow } from './clock.queries.js';

@Resolver('Case')
export class CaseClocksResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: ClockQueries,
  ) {}

  @ResolveField('clocks')
  clocks(@Parent() parent: { id: string }): Promise<ClockRow[]> {
    return this.queries.clocksOfCase(this.database.sql, parent.id);
  }
}
