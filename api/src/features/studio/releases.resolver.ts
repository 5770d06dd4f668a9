import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { demand, may } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { DecideRelease } from './decide-release.js';
import type { ModelKey } from './model.model.js';
import type { VersionRow } from './model.queries.js';
import { ProposeRelease, type ReleaseInput } from './propose-release.js';
import { ProposeRollBack } from './propose-roll-back.js';
import { type ReleaseModelRow, ReleaseQueries, type ReleaseRow, type ReleaseState } from './release.queries.js';
import { RetryRelease } from './retry-release.js';
import { StudioLoaders } from './studio.loaders.js';
import { WithdrawRelease } from './withdraw-release.js';

@Resolver('Release')
export class ReleasesResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: ReleaseQueries,
    private readonly loaders: StudioLoaders,
    private readonly propose: ProposeRelease,
    private readonly rollBack: ProposeRollBack,
    private readonly decide: DecideRelease,
    private readonly withdraw: WithdrawRelease,
    private readonly retry: RetryRelease,
  ) {}

  @Query('releases')
  releases(
    @Args('state') state: ReleaseState | null | undefined,
    @Context() context: RequestContext,
  ): Promise<ReleaseRow[]> {
    demand(viewerOf(context), 'readModels');
    return this.queries.newest(this.database.sql, state ?? null);
  }

  @Query('release')
  release(@Args('id') id: string, @Context() context: RequestContext): Promise<ReleaseRow | null> {
    demand(viewerOf(context), 'readModels');
    return this.queries.find(this.database.sql, id);
  }

  @ResolveField('models')
  models(@Parent() { id }: ReleaseRow, @Context() context: RequestContext): Promise<ReleaseModelRow[]> {
    return this.loaders.releaseModels(context, id);
  }

  @ResolveField('mine')
  mine(@Parent() { proposedById }: ReleaseRow, @Context() context: RequestContext): boolean {
    return proposedById === viewerOf(context).id;
  }

  @ResolveField('mayDecide')
  mayDecide(@Parent() { proposedById, state }: ReleaseRow, @Context() context: RequestContext): boolean {
    const viewer = viewerOf(context);
    return state === 'PROPOSED' && proposedById !== viewer.id && may(viewer, 'approveReleases');
  }

  @ResolveField('earlierRelease')
  async earlierRelease(
    @Parent() { earlierReleaseId }: ReleaseRow,
    @Context() context: RequestContext,
  ): Promise<ReleaseRow | null> {
    return earlierReleaseId === null ? null : this.loaders.release(context, earlierReleaseId);
  }

  @Mutation('proposeRelease')
  proposeRelease(@Args() input: ReleaseInput, @Context() context: RequestContext): Promise<ReleaseRow> {
    return this.propose.execute(input, viewerOf(context));
  }

  @Mutation('proposeRollBack')
  proposeRollBack(
    @Args() { version, note, ...model }: ModelKey & { version: number; note?: string | null },
    @Context() context: RequestContext,
  ): Promise<ReleaseRow> {
    return this.rollBack.execute(model, version, note, viewerOf(context));
  }

  @Mutation('approveRelease')
  approveRelease(
    @Args() { id, note }: { id: string; note?: string | null },
    @Context() context: RequestContext,
  ): Promise<ReleaseRow> {
    return this.decide.execute(id, 'APPROVED', note, viewerOf(context));
  }

  @Mutation('rejectRelease')
  rejectRelease(
    @Args() { id, note }: { id: string; note: string },
    @Context() context: RequestContext,
  ): Promise<ReleaseRow> {
    return this.decide.execute(id, 'REJECTED', note, viewerOf(context));
  }

  @Mutation('withdrawRelease')
  withdrawRelease(@Args('id') id: string, @Context() context: RequestContext): Promise<ReleaseRow> {
    return this.withdraw.execute(id, viewerOf(context));
  }

  @Mutation('retryRelease')
  retryRelease(@Args('id') id: string, @Context() context: RequestContext): Promise<ReleaseRow> {
    return this.retry.execute(id, viewerOf(context));
  }
}

@Resolver('ReleaseModel')
export class ReleaseModelResolver {
  constructor(private readonly loaders: StudioLoaders) {}

  @ResolveField('content')
  content(@Parent() model: ReleaseModelRow, @Context() context: RequestContext): Promise<string> {
    return this.loaders.releaseContent(context, model);
  }

  @ResolveField('before')
  async before(@Parent() model: ReleaseModelRow, @Context() context: RequestContext): Promise<VersionRow | null> {
    if (model.baseVersion === null) return null;
    const versions = await this.loaders.versions(context, model);
    return versions.find(({ version }) => version === model.baseVersion) ?? null;
  }
}
