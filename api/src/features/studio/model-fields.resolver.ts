import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import type { DraftRow } from './draft.queries.js';
import { pathOf } from './model.model.js';
import type { OfferRow, VersionRow } from './model.queries.js';
import type { ReleaseRow } from './release.queries.js';
import { StudioLoaders } from './studio.loaders.js';

@Resolver('ModelVersion')
export class ModelVersionResolver {
  constructor(private readonly loaders: StudioLoaders) {}

  @ResolveField('name')
  name(@Parent() version: VersionRow, @Context() context: RequestContext): Promise<string> {
    return this.loaders.versionName(context, version);
  }

  @ResolveField('content')
  content(@Parent() { id }: VersionRow, @Context() context: RequestContext): Promise<string> {
    return this.loaders.versionContent(context, id);
  }

  @ResolveField('release')
  async release(@Parent() { releaseId }: VersionRow, @Context() context: RequestContext): Promise<ReleaseRow | null> {
    return releaseId === null ? null : this.loaders.release(context, releaseId);
  }

  @ResolveField('openInstances')
  async openInstances(@Parent() version: VersionRow, @Context() context: RequestContext): Promise<number> {
    return version.kind === 'PROCESS' ? this.loaders.openInstances(context, version) : 0;
  }
}

@Resolver('ModelDraft')
export class ModelDraftResolver {
  constructor(private readonly loaders: StudioLoaders) {}

  @ResolveField('path')
  async path(@Parent() draft: DraftRow, @Context() context: RequestContext): Promise<string> {
    const [latest] = await this.loaders.versions(context, draft);
    return latest?.path || pathOf(draft);
  }

  @ResolveField('content')
  content(@Parent() { id }: DraftRow, @Context() context: RequestContext): Promise<string> {
    return this.loaders.draftContent(context, id);
  }

  @ResolveField('mine')
  mine(@Parent() { lockedById }: DraftRow, @Context() context: RequestContext): boolean {
    return lockedById === viewerOf(context).id;
  }
}

@Resolver('ModelOffer')
export class ModelOfferResolver {
  constructor(private readonly loaders: StudioLoaders) {}

  @ResolveField('content')
  content(@Parent() { id }: OfferRow, @Context() context: RequestContext): Promise<string> {
    return this.loaders.offerContent(context, id);
  }
}
