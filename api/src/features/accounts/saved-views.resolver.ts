import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { userLoader } from './account.loaders.js';
import { AccountQueries, type UserRow } from './account.queries.js';
import { SaveView, type ViewToSave } from './save-view.js';
import { SavedViewQueries, type SavedViewRow } from './saved-view.queries.js';

@Resolver('SavedView')
export class SavedViewsResolver {
  constructor(
    private readonly database: Database,
    private readonly views: SavedViewQueries,
    private readonly accounts: AccountQueries,
    private readonly save: SaveView,
  ) {}

  @Query('savedViews')
  savedViews(@Args('page') page: string, @Context() context: RequestContext): Promise<SavedViewRow[]> {
    return this.views.ofPage(this.database.sql, viewerOf(context), page);
  }

  @Mutation('saveView')
  saveView(@Args() view: ViewToSave, @Context() context: RequestContext): Promise<SavedViewRow> {
    return this.save.execute(view, viewerOf(context));
  }

  @Mutation('deleteView')
  deleteView(@Args('id') id: string, @Context() context: RequestContext): Promise<boolean> {
    return this.views.remove(this.database.sql, viewerOf(context), id);
  }

  @ResolveField('owner')
  owner(@Parent() row: SavedViewRow, @Context() context: RequestContext): Promise<UserRow | null> {
    return userLoader(context, this.database, this.accounts).load(row.ownerId);
  }
}
