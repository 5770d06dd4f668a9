import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { unitLoader } from './organisation.loaders.js';
import { type AreaRow, OrganisationQueries, type UnitRow } from './organisation.queries.js';

@Resolver('User')
export class OrganisationResolver {
  constructor(
    private readonly database: Database,
    private readonly organisation: OrganisationQueries,
  ) {}

  @Query('units')
  units(@Args() filter: { text?: string; canLead?: boolean }, @Context() context: RequestContext): Promise<UnitRow[]> {
    viewerOf(context);
    return this.organisation.units(this.database.sql, filter);
  }

  /** Citizens choose a place before anyone signs in. */
  @Query('areas')
  areas(): Promise<AreaRow[]> {
    return this.organisation.areas(this.database.sql);
  }

  @ResolveField('unit')
  unit(@Parent() user: { unitId: string | null }, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return user.unitId ? unitLoader(context, this.database, this.organisation).load(user.unitId) : null;
  }
}
