import { EngineReadiness } from './engine-readiness.js';
import { OperationsQueries } from './operations.queries.js';
import { OperationsResolver } from './operations.resolver.js';
import { ResolveAlarm } from './resolve-alarm.js';
import { RetryCommand } from './retry-command.js';
import { RetryIncident } from './retry-incident.js';

export const operationsProviders = [
  EngineReadiness,
  OperationsQueries,
  OperationsResolver,
  ResolveAlarm,
  RetryCommand,
  RetryIncident,
];
