import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { demand, may } from '../../../access/permissions.js';
import { Database } from '../../../database/database.js';
import type { Page } from '../../../graphql/page.js';
import { type RequestContext, viewerOf } from '../../../graphql/request-context.js';
import { CaseQueries, type CaseRow, caseLoader } from '../../cases/cases.public.js';
import { OrganisationQueries, type UnitRow, unitLoader } from '../../organisation/organisation.public.js';
import { CallNotFound } from '../supervision.errors.js';
import { linesOfCall } from '../supervision.loaders.js';
import { AcknowledgeDemoCall } from './acknowledge-demo-call.js';
import { type CallLineRow, CallQueries, type CallRow } from './call.queries.js';

@Resolver('OutboundCall')
export class CallsResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: CallQueries,
    private readonly cases: CaseQueries,
    private readonly organisation: OrganisationQueries,
    private readonly acknowledge: AcknowledgeDemoCall,
  ) {}

  @Query('outboundCalls')
  outboundCalls(
    @Args() args: { state?: string[]; first?: number; after?: string },
    @Context() context: RequestContext,
  ): Promise<Page<CallRow>> {
    const viewer = viewerOf(context);
    demand(viewer, 'readOutboundCalls');
    return this.queries.list(this.database.sql, viewer, args);
  }

  @Mutation('acknowledgeDemoCall')
  async acknowledgeDemoCall(@Args('id') id: string, @Context() context: RequestContext): Promise<CallRow> {
    await this.acknowledge.execute(id, viewerOf(context));
    const row = await this.queries.byId(this.database.sql, id);
    if (!row) throw new CallNotFound();
    return row;
  }

  @ResolveField('case')
  async case(@Parent() row: CallRow, @Context() context: RequestContext): Promise<CaseRow> {
    const found = await caseLoader(context, this.database, this.cases).load(row.caseId);
    if (!found) throw new Error(`case ${row.caseId} is not there`);
    return found;
  }

  @ResolveField('unit')
  unit(@Parent() row: CallRow, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return row.unitId ? unitLoader(context, this.database, this.organisation).load(row.unitId) : null;
  }

  @ResolveField('log')
  log(@Parent() row: CallRow, @Context() context: RequestContext): Promise<CallLineRow[]> {
    return linesOfCall(context, this.database, this.queries).load(row.id);
  }

  @ResolveField('actions')
  actions(@Parent() row: CallRow, @Context() context: RequestContext): string[] {
    const rings = row.provider === 'DEMO' && row.state === 'CALLING';
    return rings && may(viewerOf(context), 'acknowledgeDemoCall') ? ['acknowledge'] : [];
  }
}
