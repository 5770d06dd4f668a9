import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { demand } from '../../access/permissions.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { ShippedScenarios } from './shipped-scenarios.js';
import { StartTrial } from './start-trial.js';
import type { Trial } from './trial.model.js';
import { TrialBoard } from './trial-board.js';

@Resolver('Trial')
export class TrialsResolver {
  constructor(
    private readonly shipped: ShippedScenarios,
    private readonly start: StartTrial,
    private readonly board: TrialBoard,
  ) {}

  @Query('scenarios')
  async scenarios(@Args('modelId') modelId: string, @Context() context: RequestContext) {
    demand(viewerOf(context), 'designModels');
    const found = await this.shipped.about(modelId);
    return found.map(({ scenario, text }) => ({ ...scenario, at: new Date(scenario.at), text }));
  }

  @Query('trial')
  trial(@Args('id') id: string, @Context() context: RequestContext): Trial | null {
    const viewer = viewerOf(context);
    demand(viewer, 'designModels');
    const trial = this.board.get(id);
    return trial?.userId === viewer.id ? trial : null;
  }

  @Mutation('startTrial')
  startTrial(
    @Args() { draftIds, scenario }: { draftIds: string[]; scenario: string },
    @Context() context: RequestContext,
  ): Promise<Trial> {
    return this.start.execute(draftIds, scenario, viewerOf(context));
  }
}
