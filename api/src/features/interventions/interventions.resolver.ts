import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { demand, may } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { DecideIntervention } from './decide-intervention.js';
import { InterventionQueries, type InterventionRow } from './intervention.queries.js';
import { ProposeCancellation } from './propose-cancellation.js';
import { ProposeMove } from './propose-move.js';
import { ProposeVariables } from './propose-variables.js';

@Resolver('Intervention')
export class InterventionsResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: InterventionQueries,
    private readonly variables: ProposeVariables,
    private readonly move: ProposeMove,
    private readonly cancellation: ProposeCancellation,
    private readonly decide: DecideIntervention,
  ) {}

  @Query('interventions')
  interventions(
    @Args() asked: { open?: boolean; first?: number; after?: string },
    @Context() context: RequestContext,
  ): Promise<Page<InterventionRow>> {
    const viewer = viewerOf(context);
    demand(viewer, 'viewOperations');
    return this.queries.list(this.database.sql, viewer, asked);
  }

  @ResolveField('mine')
  mine(@Parent() { proposedById }: InterventionRow, @Context() context: RequestContext): boolean {
    return proposedById === viewerOf(context).id;
  }

  @ResolveField('mayDecide')
  mayDecide(@Parent() { proposedById, state }: InterventionRow, @Context() context: RequestContext): boolean {
    const viewer = viewerOf(context);
    return state === 'PROPOSED' && proposedById !== viewer.id && may(viewer, 'approveInterventions');
  }

  @Mutation('proposeVariables')
  proposeVariables(
    @Args() asked: { instanceKey: string; changes: { name: string; value?: unknown }[]; reason: string },
    @Context() context: RequestContext,
  ): Promise<InterventionRow> {
    return this.variables.execute(asked.instanceKey, asked.changes, asked.reason, viewerOf(context));
  }

  @Mutation('proposeMove')
  proposeMove(
    @Args() {
      instanceKey,
      reason,
      ...move
    }: { instanceKey: string; elementInstanceKey: string; to: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<InterventionRow> {
    return this.move.execute(instanceKey, move, reason, viewerOf(context));
  }

  @Mutation('proposeCancellation')
  proposeCancellation(
    @Args() { instanceKey, reason }: { instanceKey: string; reason: string },
    @Context() context: RequestContext,
  ): Promise<InterventionRow> {
    return this.cancellation.execute(instanceKey, reason, viewerOf(context));
  }

  @Mutation('approveIntervention')
  approveIntervention(
    @Args() { id, note }: { id: string; note?: string | null },
    @Context() context: RequestContext,
  ): Promise<InterventionRow> {
    return this.decide.execute(id, 'APPROVED', note, viewerOf(context));
  }

  @Mutation('rejectIntervention')
  rejectIntervention(
    @Args() { id, note }: { id: string; note: string },
    @Context() context: RequestContext,
  ): Promise<InterventionRow> {
    return this.decide.execute(id, 'REJECTED', note, viewerOf(context));
  }
}
