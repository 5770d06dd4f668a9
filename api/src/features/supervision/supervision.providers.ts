import { CaseListener } from '../cases/cases.public.js';
import { ClockListener } from '../clocks/clocks.public.js';
import { BoardQueries } from './board.queries.js';
import { SupervisionRowResolver, SupervisionUnitCountResolver } from './board-fields.resolver.js';
import { AcknowledgeDemoCall } from './calls/acknowledge-demo-call.js';
import { CallQueries } from './calls/call.queries.js';
import { CallRepository } from './calls/call.repository.js';
import { CallDutyPhone } from './calls/call-duty-phone.js';
import { CallsResolver } from './calls/calls.resolver.js';
import { DropCalls } from './calls/drop-calls.js';
import { FinishCall } from './calls/finish-call.js';
import { OutboundCallProvider } from './calls/outbound-call.provider.js';
import { PlaceDueCalls } from './calls/place-due-calls.js';
import { providerOfSettings } from './calls/provider-of-settings.js';
import { RecordCallOutcome } from './calls/record-call-outcome.js';
import { CaseSupervisionResolver, InspectionResolver, UnitDutyPhoneResolver } from './case-supervision.resolver.js';
import { CloseOrders } from './close-orders.js';
import { ConcludeHandoverJob } from './conclude-handover.job.js';
import { InspectCase } from './inspect-case.js';
import { OpenOrder } from './open-order.js';
import { OpenSupervision } from './open-supervision.js';
import { OrderQueries } from './order.queries.js';
import { OrderRepository } from './order.repository.js';
import { ApprovalResolver, OrderFieldsResolver } from './order-fields.resolver.js';
import { ReleaseReminders } from './release-reminders.js';
import { RemindUnits } from './remind-units.js';
import { SetDutyPhone } from './set-duty-phone.js';
import { SetSupervisionLevelJob } from './set-supervision-level.job.js';
import { ShownOrders } from './shown-orders.js';
import { SupervisionResolver } from './supervision.resolver.js';
import { SupervisionSweep } from './supervision-sweep.js';
import { UndoReminders } from './undo-reminders.js';
import { WatchCases } from './watch-cases.js';
import { WatchClocks } from './watch-clocks.js';

export const supervisionProviders = [
  AcknowledgeDemoCall,
  ApprovalResolver,
  BoardQueries,
  CallDutyPhone,
  CallQueries,
  CallRepository,
  CallsResolver,
  CaseSupervisionResolver,
  CloseOrders,
  ConcludeHandoverJob,
  DropCalls,
  FinishCall,
  InspectCase,
  InspectionResolver,
  OpenOrder,
  OpenSupervision,
  OrderFieldsResolver,
  OrderQueries,
  OrderRepository,
  PlaceDueCalls,
  RecordCallOutcome,
  ReleaseReminders,
  RemindUnits,
  SetDutyPhone,
  SetSupervisionLevelJob,
  ShownOrders,
  SupervisionResolver,
  SupervisionRowResolver,
  SupervisionSweep,
  SupervisionUnitCountResolver,
  UndoReminders,
  UnitDutyPhoneResolver,
  { provide: CaseListener, useClass: WatchCases },
  { provide: ClockListener, useClass: WatchClocks },
  { provide: OutboundCallProvider, useFactory: providerOfSettings },
];
