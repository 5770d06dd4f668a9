import { ModelHistory } from '../../process-engine/model-history.js';
import { KeepDeployments } from './keep-deployments.js';
import { ListDefinitions } from './list-definitions.js';
import { ProcessQueries } from './process.queries.js';
import { ProcessModels } from './process-models.js';
import { ProcessesResolver, RouteResolver } from './processes.resolver.js';

export const processesProviders = [
  ListDefinitions,
  ProcessModels,
  ProcessQueries,
  ProcessesResolver,
  RouteResolver,
  { provide: ModelHistory, useClass: KeepDeployments },
];
