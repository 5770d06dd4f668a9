import { DecideIntervention } from './decide-intervention.js';
import { InstanceQueries } from './instance.queries.js';
import { InstanceModels } from './instance-models.js';
import { InterventionQueries } from './intervention.queries.js';
import { InterventionRepository } from './intervention.repository.js';
import { InterventionWorker } from './intervention-worker.js';
import { InterventionsResolver } from './interventions.resolver.js';
import { ProposeCancellation } from './propose-cancellation.js';
import { ProposeIntervention } from './propose-intervention.js';
import { ProposeMove } from './propose-move.js';
import { ProposeVariables } from './propose-variables.js';
import { SettleInterventions } from './settle-interventions.js';
import { ShowInstance } from './show-instance.js';
import { StandingQueries } from './standing.queries.js';
import { StandingResolver } from './standing.resolver.js';
import { ThisEngine } from './this-engine.js';

export const interventionsProviders = [
  DecideIntervention,
  InstanceModels,
  InstanceQueries,
  InterventionQueries,
  InterventionRepository,
  InterventionWorker,
  InterventionsResolver,
  ProposeCancellation,
  ProposeIntervention,
  ProposeMove,
  ProposeVariables,
  SettleInterventions,
  ShowInstance,
  StandingQueries,
  StandingResolver,
  ThisEngine,
];
