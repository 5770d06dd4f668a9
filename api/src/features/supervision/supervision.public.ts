export { shownLevel } from './board.queries.js';
export { callbackRoute } from './calls/callback-route.js';
export { RecordCallOutcome } from './calls/record-call-outcome.js';
export { ConcludeHandoverJob } from './conclude-handover.job.js';
export { OrderRepository } from './order.repository.js';
export { SetSupervisionLevelJob } from './set-supervision-level.job.js';
export { OwnAnswer, SameHandoverPerson } from './supervision.errors.js';
export { peopleWithRole } from './supervision-people.js';
export { SupervisionSweep } from './supervision-sweep.js';
