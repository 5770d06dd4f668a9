import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { loaderOf, type RequestContext } from '../../graphql/request-context.js';
import type { CallLineRow, CallQueries, CallRow } from './calls/call.queries.js';
import type { ApprovalRow, HandoverRow, InspectionRow, OrderQueries, OrderRow } from './order.queries.js';

function grouped<R>(
  context: RequestContext,
  name: string,
  read: (ids: readonly string[]) => Promise<R[]>,
  keyOf: (row: R) => string,
): DataLoader<string, R[]> {
  return loaderOf(context, name, () => {
    return new DataLoader<string, R[]>(async (ids) => {
      const rows = Map.groupBy(await read(ids), keyOf);
      return ids.map((id) => rows.get(id) ?? []);
    });
  });
}

export const ordersOfCase = (
  context: RequestContext,
  database: Database,
  orders: OrderQueries,
): DataLoader<string, OrderRow[]> =>
  grouped(
    context,
    'supervisionOrdersOfCase',
    (ids) => orders.ofCases(database.sql, ids),
    (row) => row.caseId,
  );

export const approvalsOfOrder = (
  context: RequestContext,
  database: Database,
  orders: OrderQueries,
): DataLoader<string, ApprovalRow[]> =>
  grouped(
    context,
    'approvalsOfOrder',
    (ids) => orders.approvals(database.sql, ids),
    (row) => row.orderId,
  );

export const handoversOfOrder = (
  context: RequestContext,
  database: Database,
  orders: OrderQueries,
): DataLoader<string, HandoverRow[]> =>
  grouped(
    context,
    'handoversOfOrder',
    (ids) => orders.handovers(database.sql, ids),
    (row) => row.orderId,
  );

export const linkedCasesOfOrder = (
  context: RequestContext,
  database: Database,
  orders: OrderQueries,
): DataLoader<string, { orderId: string; caseId: string }[]> =>
  grouped(
    context,
    'linkedCasesOfOrder',
    (ids) => orders.linkedCases(database.sql, ids),
    (row) => row.orderId,
  );

export const inspectionsOfCase = (
  context: RequestContext,
  database: Database,
  orders: OrderQueries,
): DataLoader<string, InspectionRow[]> =>
  grouped(
    context,
    'inspectionsOfCase',
    (ids) => orders.inspections(database.sql, ids),
    (row) => row.caseId,
  );

export const dutyPhonesOfUnit = (
  context: RequestContext,
  database: Database,
  orders: OrderQueries,
): DataLoader<string, { unitId: string; maskedPhone: string }[]> =>
  grouped(
    context,
    'dutyPhonesOfUnit',
    (ids) => orders.dutyPhones(database.sql, ids),
    (row) => row.unitId,
  );

export const callsOfCase = (
  context: RequestContext,
  database: Database,
  calls: CallQueries,
): DataLoader<string, CallRow[]> =>
  grouped(
    context,
    'outboundCallsOfCase',
    (ids) => calls.ofCases(database.sql, ids),
    (row) => row.caseId,
  );

export const linesOfCall = (
  context: RequestContext,
  database: Database,
  calls: CallQueries,
): DataLoader<string, CallLineRow[]> =>
  grouped(
    context,
    'linesOfCall',
    (ids) => calls.lines(database.sql, ids),
    (row) => row.callId,
  );
