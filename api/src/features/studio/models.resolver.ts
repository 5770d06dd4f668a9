import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { City } from '../../../../common/src/model-lint/finding.js';
import { demand } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import type { Page } from '../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { EventQueries, type StreamEventRow } from '../events/events.public.js';
import { CloseDraft } from './close-draft.js';
import { CreateModel } from './create-model.js';
import { DiscardDraft } from './discard-draft.js';
import { DismissOffer } from './dismiss-offer.js';
import { DraftQueries, type DraftRow } from './draft.queries.js';
import { ImportModel } from './import-model.js';
import { ListModels, type ModelRow } from './list-models.js';
import { keyOf, type ModelKey, type ModelKind, streamOf } from './model.model.js';
import type { VersionRow } from './model.queries.js';
import { ModelSet } from './model-set.js';
import { OpenDraft } from './open-draft.js';
import { SaveModelDraft } from './save-model-draft.js';
import { StudioLoaders } from './studio.loaders.js';
import { TakeOffer } from './take-offer.js';
import { TakeOverDraft } from './take-over-draft.js';

@Resolver('Model')
export class ModelsResolver {
  constructor(
    private readonly database: Database,
    private readonly list: ListModels,
    private readonly set: ModelSet,
    private readonly draftQueries: DraftQueries,
    private readonly loaders: StudioLoaders,
    private readonly events: EventQueries,
    private readonly open: OpenDraft,
    private readonly create: CreateModel,
    private readonly imports: ImportModel,
    private readonly save: SaveModelDraft,
    private readonly takeOver: TakeOverDraft,
    private readonly close: CloseDraft,
    private readonly discard: DiscardDraft,
    private readonly take: TakeOffer,
    private readonly dismiss: DismissOffer,
  ) {}

  @Query('models')
  models(
    @Args() filter: { kind?: ModelKind | null; text?: string | null },
    @Context() context: RequestContext,
  ): Promise<ModelRow[]> {
    return this.list.execute(filter, viewerOf(context));
  }

  @Query('model')
  model(@Args() model: ModelKey, @Context() context: RequestContext): Promise<ModelRow | null> {
    return this.list.one(model, viewerOf(context));
  }

  @Query('modelHistory')
  modelHistory(
    @Args() { kind, modelId, ...page }: ModelKey & { first?: number | null; after?: string | null },
    @Context() context: RequestContext,
  ): Promise<Page<StreamEventRow>> {
    demand(viewerOf(context), 'readModels');
    return this.events.ofStream(this.database.sql, streamOf({ kind, modelId }), page);
  }

  @Query('draft')
  draft(@Args('id') id: string, @Context() context: RequestContext): Promise<DraftRow | null> {
    demand(viewerOf(context), 'readModels');
    return this.draftQueries.find(this.database.sql, id);
  }

  @Query('modelFiles')
  modelFiles(@Context() context: RequestContext): Promise<{ path: string; content: string }[]> {
    return this.set.files(viewerOf(context));
  }

  @Query('modelCity')
  modelCity(@Context() context: RequestContext): Promise<City> {
    return this.set.city(viewerOf(context));
  }

  @ResolveField('id')
  id(@Parent() model: ModelRow): string {
    return keyOf(model);
  }

  @ResolveField('versions')
  versions(@Parent() model: ModelRow, @Context() context: RequestContext): Promise<VersionRow[]> {
    return this.loaders.versions(context, model);
  }

  @Mutation('openDraft')
  openDraft(@Args() model: ModelKey, @Context() context: RequestContext): Promise<DraftRow> {
    return this.open.execute(model, viewerOf(context));
  }

  @Mutation('createModel')
  createModel(
    @Args() { kind, name }: { kind: ModelKind; name: string },
    @Context() context: RequestContext,
  ): Promise<DraftRow> {
    return this.create.execute(kind, name, viewerOf(context));
  }

  @Mutation('importModel')
  importModel(
    @Args() { fileName, content }: { fileName: string; content: string },
    @Context() context: RequestContext,
  ): Promise<DraftRow> {
    return this.imports.execute(fileName, content, viewerOf(context));
  }

  @Mutation('saveModelDraft')
  saveModelDraft(
    @Args() { id, revision, content }: { id: string; revision: number; content: string },
    @Context() context: RequestContext,
  ): Promise<DraftRow> {
    return this.save.execute(id, revision, content, viewerOf(context));
  }

  @Mutation('takeOverDraft')
  takeOverDraft(@Args('id') id: string, @Context() context: RequestContext): Promise<DraftRow> {
    return this.takeOver.execute(id, viewerOf(context));
  }

  @Mutation('closeDraft')
  closeDraft(@Args('id') id: string, @Context() context: RequestContext): Promise<DraftRow> {
    return this.close.execute(id, viewerOf(context));
  }

  @Mutation('discardDraft')
  async discardDraft(@Args('id') id: string, @Context() context: RequestContext): Promise<boolean> {
    await this.discard.execute(id, viewerOf(context));
    return true;
  }

  @Mutation('takeOffer')
  takeOffer(@Args('id') id: string, @Context() context: RequestContext): Promise<DraftRow> {
    return this.take.execute(id, viewerOf(context));
  }

  @Mutation('dismissOffer')
  async dismissOffer(@Args('id') id: string, @Context() context: RequestContext): Promise<boolean> {
    await this.dismiss.execute(id, viewerOf(context));
    return true;
  }
}
