import { Injectable } from '@nestjs/common';
import { may } from '../../access/permissions.js';
import { Database } from '../../database/database.js';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { OrderQueries, type OrderRow } from './order.queries.js';
import { ordersOfCase } from './supervision.loaders.js';
import { LIVE_STATES } from './supervision.model.js';

/** Orders of a case as this reader sees them: what concerns discipline is no matter for the unit concerned. */
@Injectable()
export class ShownOrders {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderQueries,
  ) {}

  /** Newest first. */
  async all(caseId: string, context: RequestContext): Promise<OrderRow[]> {
    const rows = await ordersOfCase(context, this.database, this.orders).load(caseId);
    return may(viewerOf(context), 'readDiscipline') ? rows : rows.filter(({ level }) => level < 5);
  }

  /** Highest level first. */
  async live(caseId: string, context: RequestContext): Promise<OrderRow[]> {
    const rows = await this.all(caseId, context);
    return rows
      .filter(({ state }) => (LIVE_STATES as readonly string[]).includes(state))
      .toSorted((left, right) => right.level - left.level);
  }
}
