import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { demand } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import { IntakeLag } from '../../engine-records/intake-lag.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { EngineReadiness } from './engine-readiness.js';
import { OperationsQueries } from './operations.queries.js';
import { RetryCommand } from './retry-command.js';
import { RetryIncident } from './retry-incident.js';

@Resolver()
export class OperationsResolver {
  constructor(
    private readonly database: Database,
    private readonly lag: IntakeLag,
    private readonly readiness: EngineReadiness,
    private readonly queries: OperationsQueries,
    private readonly command: RetryCommand,
    private readonly incident: RetryIncident,
  ) {}

  @Query('operations')
  async operations(@Context() context: RequestContext) {
    demand(viewerOf(context), 'viewOperations');
    const { sql } = this.database;
    const [stuckCommands, incidents, counts, lags, engineReady] = await Promise.all([
      this.queries.stuckCommands(sql),
      this.queries.incidents(sql),
      this.queries.counts(sql),
      this.lag.read(),
      this.readiness.isReady(),
    ]);
    const known = lags.map(({ lagMs }) => lagMs).filter((ms): ms is number => ms !== null);
    return {
      stuckCommands,
      incidents,
      ...counts,
      intakeLagMs: known.length > 0 ? Math.max(...known) : null,
      engineReady,
    };
  }

  @Mutation('retryCommand')
  retryCommand(@Args('id') id: string, @Context() context: RequestContext): Promise<boolean> {
    return this.command.execute(id, viewerOf(context));
  }

  @Mutation('retryIncident')
  retryIncident(@Args('id') id: string, @Context() context: RequestContext): Promise<boolean> {
    return this.incident.execute(id, viewerOf(context));
  }
}
