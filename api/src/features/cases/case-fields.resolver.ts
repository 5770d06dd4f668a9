import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { seesIdentity } from '../../access/scope.js';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userLoader } from '../accounts/accounts.public.js';
import { CategoryQueries, type CategoryRow, categoryLoader } from '../categories/categories.public.js';
import {
  type AreaRow,
  areaLoader,
  OrganisationQueries,
  type UnitRow,
  unitLoader,
} from '../organisation/organisation.public.js';
import { requesterLoader } from './case.loaders.js';
import { CaseQueries, type CaseRow } from './case.queries.js';
import { actionsOn } from './case-actions.js';
import {
  type AssignmentRow,
  CasePartsQueries,
  type FirstContactRow,
  type FollowUpRow,
  type InterimReplyRow,
  type PendingActRow,
} from './case-parts.queries.js';
import { RequesterQueries, type ShownRequester } from './requester.queries.js';

@Resolver('Case')
export class CaseFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly queries: CaseQueries,
    private readonly parts: CasePartsQueries,
    private readonly requesters: RequesterQueries,
    private readonly categories: CategoryQueries,
    private readonly organisation: OrganisationQueries,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('category')
  category(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<CategoryRow | null> | null {
    return row.categoryCode ? categoryLoader(context, this.database, this.categories).load(row.categoryCode) : null;
  }

  @ResolveField('area')
  area(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<AreaRow | null> | null {
    return row.areaCode ? areaLoader(context, this.database, this.organisation).load(row.areaCode) : null;
  }

  @ResolveField('leadUnit')
  leadUnit(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return row.leadUnitId ? unitLoader(context, this.database, this.organisation).load(row.leadUnitId) : null;
  }

  @ResolveField('firstReceiver')
  firstReceiver(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return row.firstReceiverUserId
      ? userLoader(context, this.database, this.accounts).load(row.firstReceiverUserId)
      : null;
  }

  @ResolveField('requester')
  async requester(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<ShownRequester> {
    const requester = await requesterLoader(context, this.database, this.requesters).load(row.requesterId);
    if (!requester) throw new Error(`requester ${row.requesterId} is not there`);
    return this.requesters.show(requester, seesIdentity(viewerOf(context), row));
  }

  @ResolveField('duplicateOf')
  duplicateOf(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<CaseRow | null> | null {
    return row.duplicateOfId
      ? this.queries.find(this.database.sql, viewerOf(context), { id: row.duplicateOfId })
      : null;
  }

  @ResolveField('assignments')
  assignments(@Parent() row: CaseRow): Promise<AssignmentRow[]> {
    return this.parts.assignments(this.database.sql, row.id);
  }

  @ResolveField('firstContacts')
  firstContacts(@Parent() row: CaseRow): Promise<FirstContactRow[]> {
    return this.parts.firstContacts(this.database.sql, row.id);
  }

  @ResolveField('interimReplies')
  interimReplies(@Parent() row: CaseRow): Promise<InterimReplyRow[]> {
    return this.parts.interimReplies(this.database.sql, row.id);
  }

  @ResolveField('followUps')
  followUps(@Parent() row: CaseRow): Promise<FollowUpRow[]> {
    return this.parts.followUps(this.database.sql, row.id);
  }

  @ResolveField('pendingActs')
  pendingActs(@Parent() row: CaseRow): Promise<PendingActRow[]> {
    return this.parts.pendingActs(this.database.sql, row.id);
  }

  @ResolveField('related')
  async related(
    @Parent() row: CaseRow,
    @Context() context: RequestContext,
  ): Promise<{ case: CaseRow; reason: string }[]> {
    const rows = await this.queries.related(this.database.sql, viewerOf(context), row);
    return rows.map(({ reason, ...found }) => ({ case: found, reason }));
  }

  @ResolveField('actions')
  async actions(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<string[]> {
    const { sql } = this.database;
    const [pending, assignments, replyWritten] = await Promise.all([
      this.parts.pendingActs(sql, row.id),
      this.parts.assignments(sql, row.id),
      this.parts.isReplyWritten(sql, row.id),
    ]);
    return actionsOn(row, viewerOf(context), { pending, assignments, replyWritten });
  }
}

@Resolver('DuplicateCase')
export class DuplicateCaseResolver {
  constructor(private readonly fields: CaseFieldsResolver) {}

  @ResolveField('category')
  category(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<CategoryRow | null> | null {
    return this.fields.category(row, context);
  }

  @ResolveField('area')
  area(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<AreaRow | null> | null {
    return this.fields.area(row, context);
  }

  @ResolveField('leadUnit')
  leadUnit(@Parent() row: CaseRow, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return this.fields.leadUnit(row, context);
  }
}
