import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { demand } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { ShowInstance, type ShownInstance } from './show-instance.js';
import {
  type ElementLoadRow,
  type ProcessLoadRow,
  type ProcessRow,
  StandingQueries,
  type StandingRow,
} from './standing.queries.js';
import { ThisEngine } from './this-engine.js';

@Resolver()
export class StandingResolver {
  constructor(
    private readonly database: Database,
    private readonly engine: ThisEngine,
    private readonly queries: StandingQueries,
    private readonly show: ShowInstance,
  ) {}

  @Query('processLoads')
  processLoads(@Context() context: RequestContext): Promise<ProcessLoadRow[]> {
    demand(viewerOf(context), 'viewOperations');
    return this.queries.processLoads(this.database.sql, this.engine.id);
  }

  @Query('operatedProcess')
  operatedProcess(
    @Args('processId') processId: string,
    @Context() context: RequestContext,
  ): Promise<ProcessRow | null> {
    demand(viewerOf(context), 'viewOperations');
    return this.queries.newestOf(this.database.sql, this.engine.id, processId);
  }

  @Query('elementLoads')
  elementLoads(@Args('processId') processId: string, @Context() context: RequestContext): Promise<ElementLoadRow[]> {
    demand(viewerOf(context), 'viewOperations');
    return this.queries.elementLoads(this.database.sql, this.engine.id, processId);
  }

  @Query('standingTokens')
  standingTokens(
    @Args() asked: { processId: string; elementId: string; first?: number; after?: string },
    @Context() context: RequestContext,
  ): Promise<Page<StandingRow>> {
    const viewer = viewerOf(context);
    demand(viewer, 'viewOperations');
    return this.queries.standing(this.database.sql, viewer, this.engine.id, asked);
  }

  @Query('operatedInstance')
  operatedInstance(@Args('key') key: string, @Context() context: RequestContext): Promise<ShownInstance | null> {
    return this.show.execute(key, viewerOf(context));
  }
}
