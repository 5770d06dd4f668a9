import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { demand } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import { IntakeLag } from '../../engine-records/intake-lag.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { EngineReadiness } from './engine-readiness.js';
import { OperationsQueries } from './operations.queries.js';
import { ResolveAlarm } from './resolve-alarm.js';
import { RetryCommand } from './retry-command.js';
import { RetryIncident } from './retry-incident.js';

@Resolver()
export class OperationsResolver {
  constructor(
    private readonly database: Database,
    private readonly lag: IntakeLag,
    private readonly readiness: EngineReadiness,
    private readonly queries: OperationsQueries,
    private readonly alarm: ResolveAlarm,
    private readonly command: RetryCommand,
    private readonly incident: RetryIncident,
  ) {}

  @Query('operations')
  async operations(@Context() context: RequestContext) {
    demand(viewerOf(context), 'viewOperations');
    const { sql } = this.database;
    const [stuckCommands, incidents, alarms, counts, lags, engineReady] = await Promise.all([
      this.queries.stuckCommands(sql),
      this.queries.incidents(sql),
      this.queries.alarms(sql),
      this.queries.counts(sql),
      this.lag.read(),
      this.readiness.isReady(),
    ]);
    const known = lags.map(({ lagMs }) => lagMs).filter((ms): ms is number => ms !== null);
    return {
      stuckCommands,
      incidents,
      alarms,
      ...counts,
      intakeLagMs: known.length > 0 ? Math.max(...known) : null,
      engineReady,
    };
  }

  @Mutation('resolveAlarm')
  resolveAlarm(@Args('id') id: string, @Context() context: RequestContext): Promise<boolean> {
    return this.alarm.execute(id, viewerOf(context));
  }

  @Mutation('retryCommand')
  retryCommand(@Args('id') id: string, @Context() context: RequestContext): Promise<boolean> {
    return this.command.execute(id, viewerOf(context));
  }

  @Mutation('retryIncident')
  retryIncident(
    @Args() { id, reason }: { id: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<boolean> {
    return this.incident.execute(id, viewerOf(context), reason);
  }
}
