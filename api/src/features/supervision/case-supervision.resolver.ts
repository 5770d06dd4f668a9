import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { may } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import type { FieldOfRow } from '../../graphql/field-of-row.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { AccountQueries, type UserRow, userLoader } from '../accounts/accounts.public.js';
import { CallQueries, type CallRow } from './calls/call.queries.js';
import { type InspectionRow, isAboutCase, OrderQueries, type OrderRow } from './order.queries.js';
import { ShownOrders } from './shown-orders.js';
import { callsOfCase, dutyPhonesOfUnit, inspectionsOfCase } from './supervision.loaders.js';
import { supervisionActions } from './supervision-actions.js';

interface SupervisedCase {
  id: string;
  leadUnitId: string | null;
  closedAt: Date | null;
  supervisionLevel: number | null;
}

@Resolver('Case')
export class CaseSupervisionResolver {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderQueries,
    private readonly calls: CallQueries,
    private readonly shown: ShownOrders,
  ) {}

  @ResolveField('supervisionOrders')
  supervisionOrders(@Parent() parent: SupervisedCase, @Context() context: RequestContext): Promise<OrderRow[]> {
    return this.shown.all(parent.id, context);
  }

  /** On every row of every list, see FieldOfRow. */
  @ResolveField('supervisionLevel')
  supervisionLevel(parent: SupervisedCase, _: unknown, context: RequestContext): FieldOfRow<number | null> {
    if (parent.supervisionLevel !== 5) return parent.supervisionLevel;
    return this.shown.live(parent.id, context).then(([order]) => order?.level ?? null);
  }

  @ResolveField('inspections')
  inspections(@Parent() parent: SupervisedCase, @Context() context: RequestContext): Promise<InspectionRow[]> {
    return inspectionsOfCase(context, this.database, this.orders).load(parent.id);
  }

  @ResolveField('outboundCalls')
  outboundCalls(@Parent() parent: SupervisedCase, @Context() context: RequestContext): Promise<CallRow[]> {
    return callsOfCase(context, this.database, this.calls).load(parent.id);
  }

  @ResolveField('supervisionActions')
  async supervisionActions(@Parent() parent: SupervisedCase, @Context() context: RequestContext): Promise<string[]> {
    const viewer = viewerOf(context);
    if (!may(viewer, 'readSupervision')) return [];
    const live = await this.shown.live(parent.id, context);
    return supervisionActions(
      parent,
      live.filter(isAboutCase).map(({ level }) => level),
      viewer,
    );
  }
}

@Resolver('Inspection')
export class InspectionResolver {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
  ) {}

  @ResolveField('orderedBy')
  orderedBy(@Parent() row: InspectionRow, @Context() context: RequestContext): Promise<UserRow | null> {
    return userLoader(context, this.database, this.accounts).load(row.orderedById);
  }

  @ResolveField('doneBy')
  doneBy(@Parent() row: InspectionRow, @Context() context: RequestContext): Promise<UserRow | null> | null {
    return row.doneById ? userLoader(context, this.database, this.accounts).load(row.doneById) : null;
  }
}

@Resolver('Unit')
export class UnitDutyPhoneResolver {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderQueries,
  ) {}

  /** Masked, for those who supervise and those who set it. */
  @ResolveField('dutyPhone')
  async dutyPhone(@Parent() unit: { id: string }, @Context() context: RequestContext): Promise<string | null> {
    const viewer = viewerOf(context);
    if (!may(viewer, 'readSupervision') && !may(viewer, 'setDutyPhone')) return null;
    const [phone] = await dutyPhonesOfUnit(context, this.database, this.orders).load(unit.id);
    return phone?.maskedPhone ?? null;
  }
}
