import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { may } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { ListDefinitions } from './list-definitions.js';
import {
  type DecisionRow,
  type ProcessDefinitionRow,
  ProcessQueries,
  type RouteRow,
  type RouteStepRow,
} from './process.queries.js';

@Resolver('Case')
export class ProcessesResolver {
  constructor(
    private readonly database: Database,
    private readonly list: ListDefinitions,
    private readonly queries: ProcessQueries,
  ) {}

  @Query('processDefinitions')
  processDefinitions(
    @Args('processId') processId: string | undefined,
    @Context() context: RequestContext,
  ): Promise<ProcessDefinitionRow[]> {
    return this.list.execute(processId ?? null, viewerOf(context));
  }

  @ResolveField('route')
  route(@Parent() parent: { id: string }, @Context() context: RequestContext): Promise<RouteRow[]> {
    return this.queries.routes(this.database.sql, parent.id, may(viewerOf(context), 'readDiscipline'));
  }

  @ResolveField('decisions')
  decisions(@Parent() parent: { id: string }, @Context() context: RequestContext): Promise<DecisionRow[]> {
    return this.queries.decisions(this.database.sql, parent.id, may(viewerOf(context), 'readDiscipline'));
  }
}

@Resolver('Route')
export class RouteResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: ProcessQueries,
  ) {}

  @ResolveField('steps')
  steps(@Parent() route: RouteRow): Promise<RouteStepRow[]> {
    return this.queries.steps(this.database.sql, route);
  }

  @ResolveField('flowsTaken')
  flowsTaken(@Parent() route: RouteRow): Promise<string[]> {
    return this.queries.flowsTaken(this.database.sql, route);
  }
}
