import { EngineReadiness } from './engine-readiness.js';
import { OperationsQueries } from './operations.queries.js';
import { OperationsResolver } from './operations.resolver.js';
import { RetryCommand } from './retry-command.js';
import { RetryIncident } from './retry-incident.js';

export const operationsProviders = [
  EngineReadiness,
  OperationsQueries,
  OperationsResolver,
  RetryCommand,
  RetryIncident,
];
