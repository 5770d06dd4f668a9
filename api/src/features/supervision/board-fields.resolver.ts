import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { CaseQueries, type CaseRow, caseLoader } from '../cases/cases.public.js';
import { OrganisationQueries, type UnitRow, unitLoader } from '../organisation/organisation.public.js';
import type { BoardRow, UnitCount } from './board.queries.js';
import { isAboutCase, type OrderRow } from './order.queries.js';
import { ShownOrders } from './shown-orders.js';
import { supervisionActions } from './supervision-actions.js';

/** Its reader was checked when the row was chosen. */
@Resolver('SupervisionRow')
export class SupervisionRowResolver {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseQueries,
    private readonly shown: ShownOrders,
  ) {}

  @ResolveField('case')
  async case(@Parent() row: BoardRow, @Context() context: RequestContext): Promise<CaseRow> {
    const found = await caseLoader(context, this.database, this.cases).load(row.caseId);
    if (!found) throw new Error(`case ${row.caseId} is not there`);
    return found;
  }

  @ResolveField('orders')
  orders(@Parent() row: BoardRow, @Context() context: RequestContext): Promise<OrderRow[]> {
    return this.shown.live(row.caseId, context);
  }

  @ResolveField('level')
  async level(@Parent() row: BoardRow, @Context() context: RequestContext): Promise<number | null> {
    return (await this.shown.live(row.caseId, context))[0]?.level ?? null;
  }

  @ResolveField('actions')
  async actions(@Parent() row: BoardRow, @Context() context: RequestContext): Promise<string[]> {
    const live = await this.shown.live(row.caseId, context);
    return supervisionActions(
      await this.case(row, context),
      live.filter(isAboutCase).map(({ level }) => level),
      viewerOf(context),
    );
  }
}

@Resolver('SupervisionUnitCount')
export class SupervisionUnitCountResolver {
  constructor(
    private readonly database: Database,
    private readonly organisation: OrganisationQueries,
  ) {}

  @ResolveField('unit')
  unit(@Parent() row: UnitCount, @Context() context: RequestContext): Promise<UnitRow | null> | null {
    return row.unitId ? unitLoader(context, this.database, this.organisation).load(row.unitId) : null;
  }
}
