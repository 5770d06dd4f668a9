import type DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import { groupedLoader } from '../../graphql/grouped-loader.js';
import type { RequestContext } from '../../graphql/request-context.js';
import type { CallLineRow, CallQueries, CallRow } from './calls/call.queries.js';
import type { ApprovalRow, HandoverRow, InspectionRow, OrderQueries, OrderRow } from './order.queries.js';

export const ordersOfCase = (
  context: RequestContext,
  database: Database,
  orders: OrderQueries,
): DataLoader<string, OrderRow[]> =>
  groupedLoader(
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
  groupedLoader(
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
  groupedLoader(
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
  groupedLoader(
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
  groupedLoader(
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
  groupedLoader(
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
  groupedLoader(
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
  groupedLoader(
    context,
    'linesOfCall',
    (ids) => calls.lines(database.sql, ids),
    (row) => row.callId,
  );
