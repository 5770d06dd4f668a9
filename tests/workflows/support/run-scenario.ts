import { randomUUID } from 'node:crypto';
import type { EngineJob, Variables } from '../../../api/src/process-engine/process-engine.js';
import type { EngineRecord } from '../../support/records.js';
import { waitFor } from '../../support/wait-for.js';
import { USER_TASK, type WorkflowEngine } from './workflow-engine.js';

/** One way through a model, from its message to one of its ends. */
export interface Scenario {
  name: string;
  message: string;
  start: Variables | ((caseId: string) => Variables);
  /** What the platform finds out about the request. */
  screening?: Variables;
  /** What the platform makes of the level that dmn_supervision_entry decided, where it is another. */
  supervisionLevel?: number;
  /** User tasks in the order they must come, each with what the person's form gives the engine. */
  steps: [elementId: string, variables: Variables][];
  /** What the ledger answers each time the alarm of a clock rings. */
  ticks?: Variables[];
  /** Told once so many jobs were answered. */
  afterwards?: { jobs: number; message: string; variables: Variables };
  end: string;
  /** Header `outcome` of the job that closes the case. */
  outcome?: string;
}

export interface FinishedScenario {
  jobs: EngineJob[];
  instanceKey: string;
}

const QUIET_REQUEST: Variables = {
  emergencyWord: 'NONE',
  vulnerable: 'NO',
  callersSameSpot: 1,
  duplicateOpen: 'NO',
  newFacts: 'YES',
  knowledgeHit: 'NO',
  statutoryChannel: 'NONE',
  statutoryLimit: '',
  month: 6,
  reworkNo: 0,
};

/** Plays the people and the platform. @throws where the route differs from the scenario, with the route taken. */
export async function runScenario(
  engine: WorkflowEngine,
  records: readonly EngineRecord[],
  scenario: Scenario,
): Promise<FinishedScenario> {
  const caseId = randomUUID();
  const steps = [...scenario.steps];
  const jobs: EngineJob[] = [];
  let wrong: Error | undefined;
  const route = () => jobs.map(({ elementId }) => elementId).join(' → ');

  const { stop } = engine.jobsOf(caseId, (job) => {
    jobs.push(job);
    const step = job.type === USER_TASK ? steps.shift() : undefined;
    if (job.type === USER_TASK && step?.[0] !== job.elementId) {
      wrong ??= new Error(`expected ${step?.[0] ?? 'the end'}, but the route is ${route()}`);
      return;
    }
    const answered = jobs.length;
    const { afterwards } = scenario;
    engine
      .complete(job, step?.[1] ?? platformAnswer(job, scenario, answered))
      .then(() => {
        if (afterwards?.jobs !== answered) return;
        return engine.publish({ name: afterwards.message, key: caseId, variables: afterwards.variables });
      })
      .catch((error: Error) => {
        wrong ??= error;
      });
  });
  try {
    const start = typeof scenario.start === 'function' ? scenario.start(caseId) : scenario.start;
    await engine.publish({ name: scenario.message, key: caseId, variables: { caseId, ...start } });
    const of = (record: EngineRecord) => jobs[0] && String(record.value.processInstanceKey) === jobs[0].instanceKey;
    await waitFor(
      () => {
        const incident = records.find((record) => record.valueType === 'INCIDENT' && of(record));
        if (incident) wrong ??= new Error(`${incident.value.elementId}: ${incident.value.errorMessage}`);
        return wrong ?? records.find((record) => of(record) && isEnd(record, 'PROCESS'));
      },
      `${scenario.name}: the end after ${scenario.steps.length} tasks`,
      60_000,
    );
    if (wrong) throw wrong;
    if (steps.length > 0) throw new Error(`${steps[0]![0]} never came; the route was ${route()}`);
    const ends = records
      .filter((record) => of(record) && isEnd(record, 'END_EVENT'))
      .map(({ value }) => value.elementId);
    if (ends.at(-1) !== scenario.end) throw new Error(`ended at ${ends.at(-1)}, not at ${scenario.end}`);
    return { jobs, instanceKey: jobs[0]!.instanceKey };
  } finally {
    stop();
  }
}

function isEnd(record: EngineRecord, type: 'PROCESS' | 'END_EVENT'): boolean {
  return record.intent === 'ELEMENT_COMPLETED' && record.value.bpmnElementType === type;
}

/** What the application's job handlers answer. */
function platformAnswer(job: EngineJob, scenario: Scenario, answered: number): Variables {
  const { leadUnit } = job.variables;
  const reworkNo = Number(job.variables.reworkNo);
  switch (job.type) {
    case 'screen-request':
      return { ...QUIET_REQUEST, ...scenario.screening };
    case 'assign-unit':
      return { leadUnit, assignmentId: randomUUID(), acknowledged: 'NO' };
    case 'resume-handling':
      return { reworkNo: job.headers.reason === 'REWORK' ? reworkNo + 1 : reworkNo, acknowledged: 'YES' };
    case 'set-supervision-level':
      return { level: scenario.supervisionLevel ?? job.variables.entryLevel };
    case 'clock-tick':
      return scenario.ticks?.[answered - 1] ?? {};
    default:
      return {};
  }
}
