import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userLoader } from '../accounts/accounts.public.js';
import { CaseQueries, type CaseRow, caseLoader } from '../cases/cases.public.js';
import { OrganisationQueries, type UnitRow, unitLoader } from '../organisation/organisation.public.js';
import { CallQueries, type CallRow } from './calls/call.queries.js';
import { type ApprovalRow, type HandoverRow, OrderQueries, type OrderRow } from './order.queries.js';
import { approvalsOfOrder, callsOfCase, handoversOfOrder, linkedCasesOfOrder } from './supervision.loaders.js';

type MaybeUser = Promise<UserRow | null> | null;

/** Its reader was checked when its case was read. */
@Resolver('SupervisionOrder')
export class OrderFieldsResolver {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderQueries,
    private readonly callQueries: CallQueries,
    private readonly cases: CaseQueries,
    private readonly organisation: OrganisationQueries,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('case')
  async case(@Parent() row: OrderRow, @Context() context: RequestContext): Promise<CaseRow> {
    const found = await caseLoader(context, this.database, this.cases).load(row.caseId);
    if (!found) throw new Error(`case ${row.caseId} is not there`);
    return found;
  }

  @ResolveField('unit')
  unit(@Parent() row: OrderRow, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return row.unitId ? unitLoader(context, this.database, this.organisation).load(row.unitId) : null;
  }

  @ResolveField('openedBy')
  openedBy(@Parent() row: OrderRow, @Context() context: RequestContext): MaybeUser {
    return this.user(row.openedById, context);
  }

  @ResolveField('signedBy')
  signedBy(@Parent() row: OrderRow, @Context() context: RequestContext): MaybeUser {
    return this.user(row.signedById, context);
  }

  @ResolveField('answeredBy')
  answeredBy(@Parent() row: OrderRow, @Context() context: RequestContext): MaybeUser {
    return this.user(row.answeredById, context);
  }

  @ResolveField('acceptedBy')
  acceptedBy(@Parent() row: OrderRow, @Context() context: RequestContext): MaybeUser {
    return this.user(row.acceptedById, context);
  }

  @ResolveField('approvals')
  approvals(@Parent() row: OrderRow, @Context() context: RequestContext): Promise<ApprovalRow[]> {
    return approvalsOfOrder(context, this.database, this.orders).load(row.id);
  }

  @ResolveField('handover')
  async handover(@Parent() row: OrderRow, @Context() context: RequestContext): Promise<HandoverRow | null> {
    return (await handoversOfOrder(context, this.database, this.orders).load(row.id))[0] ?? null;
  }

  /** Only those this reader may see. */
  @ResolveField('linkedCases')
  async linkedCases(@Parent() row: OrderRow, @Context() context: RequestContext): Promise<CaseRow[]> {
    const links = await linkedCasesOfOrder(context, this.database, this.orders).load(row.id);
    const { sql } = this.database;
    const found = await Promise.all(links.map(({ caseId }) => this.cases.find(sql, viewerOf(context), { id: caseId })));
    return found.filter((linked) => linked !== null);
  }

  @ResolveField('calls')
  async calls(@Parent() row: OrderRow, @Context() context: RequestContext): Promise<CallRow[]> {
    const calls = await callsOfCase(context, this.database, this.callQueries).load(row.caseId);
    return calls.filter(({ orderId }) => orderId === row.id);
  }

  private user(id: string | null, context: RequestContext): MaybeUser {
    return id ? userLoader(context, this.database, this.accounts).load(id) : null;
  }
}

@Resolver('SupervisionApproval')
export class ApprovalResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('by')
  by(@Parent() row: ApprovalRow, @Context() context: RequestContext): Promise<UserRow | null> {
    return userLoader(context, this.database, this.accounts).load(row.byId);
  }
}
