import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import type { ReleaseOrDrafts } from './changed-models.js';
import { EffectOfRelease, type ReleaseEffect } from './effect-of-release.js';
import type { MoveWay } from './migration.model.js';
import type { ShownInstance } from './show-migration.js';

@Resolver()
export class EffectResolver {
  constructor(private readonly effect: EffectOfRelease) {}

  @Query('effectOfRelease')
  effectOfRelease(
    @Args() what: ReleaseOrDrafts & { last?: number | null },
    @Context() context: RequestContext,
  ): Promise<ReleaseEffect> {
    return this.effect.execute(what, viewerOf(context));
  }

  @Query('effectInstances')
  effectInstances(
    @Args()
    {
      of,
      ...page
    }: {
      of: ReleaseOrDrafts & { processId: string };
      way?: MoveWay | null;
      first?: number | null;
      after?: string | null;
    },
    @Context() context: RequestContext,
  ): Promise<Page<ShownInstance>> {
    return this.effect.instances({ ...of, ...page }, viewerOf(context));
  }
}
