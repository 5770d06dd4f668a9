import type { Sql } from '../database/database.js';
import type { UserTaskListener } from '../process-engine/user-task-listener.js';
import type { Batch } from './batch.js';
import { projectDecisionEvaluations } from './projections/decision-evaluations.js';
import { projectDeployedResources } from './projections/deployed-resources.js';
import { projectIncidents } from './projections/incidents.js';
import { projectJobEnds } from './projections/job-ends.js';
import { projectProcessInstances } from './projections/process-instances.js';
import { projectReseats } from './projections/reseats.js';
import { projectRouteFlows } from './projections/route-flows.js';
import { projectRouteSteps } from './projections/route-steps.js';
import { projectUserTasks } from './projections/user-tasks.js';

/** In the transaction that stored the batch, so that nothing is ever shown that is not kept. Later ones read what earlier ones wrote. */
export async function projectRecords(sql: Sql, batch: Batch, listener: UserTaskListener): Promise<void> {
  await projectDeployedResources(sql, batch);
  await projectProcessInstances(sql, batch);
  await projectRouteSteps(sql, batch);
  await projectRouteFlows(sql, batch);
  await projectJobEnds(sql, batch);
  await projectIncidents(sql, batch);
  await projectDecisionEvaluations(sql, batch);
  await projectReseats(sql, batch);
  await projectUserTasks(sql, batch, listener);
}
