import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { JOB_TYPES } from '../../../api/src/contract.generated.js';
import type { EngineJob, JobStream, Variables } from '../../../api/src/process-engine/process-engine.js';
import { ZeebeConnection } from '../../../api/src/process-engine/zeebe-connection.js';
import { openZeebeJobStream } from '../../../api/src/process-engine/zeebe-job-stream.js';

export const USER_TASK = 'io.camunda.zeebe:userTask';
const COMMAND_MS = 20_000;
const TENANT = '<default>';
/** Everything a scenario answers from or looks at. */
const VARIABLES = [
  'caseId',
  'leadUnit',
  'dispatchMode',
  'reworkNo',
  'urgency',
  'disposition',
  'deadlines',
  'followUpOutcome',
  'entryLevel',
];

export interface Evaluation {
  output: unknown;
  matchedRules: string[];
  failure: string;
}

/** An engine with the repository's models, whose jobs go to the scenario that started their case. */
export interface WorkflowEngine {
  publish(message: { name: string; key: string; variables: Variables }): Promise<void>;
  complete(job: EngineJob, variables: Variables): Promise<void>;
  evaluate(decisionId: string, variables: Variables): Promise<Evaluation>;
  /** Jobs of one case, as they come, until `stop` is called. */
  jobsOf(caseId: string, onJob: (job: EngineJob) => void): { stop(): void };
  close(): Promise<void>;
}

/** @param address host:port of an engine without running cases */
export async function openWorkflowEngine(address: string, folder: string): Promise<WorkflowEngine> {
  const connection = new ZeebeConnection(address);
  const call = <T>(method: string, request: object) => connection.call<T>(method, request, COMMAND_MS);
  await connection.call('deployResource', { resources: filesOf(folder), tenantId: TENANT }, 60_000);

  const listeners = new Map<string, (job: EngineJob) => void>();
  const streams: JobStream[] = [];
  for (const type of [USER_TASK, ...JOB_TYPES]) {
    const stream = await openZeebeJobStream(connection, {
      type,
      timeoutMs: 600_000,
      fetchVariables: VARIABLES,
      onJob: (job) => listeners.get(String(job.variables.caseId))?.(job),
      onClosed: () => {},
    });
    streams.push(stream);
  }

  return {
    publish: async ({ name, key, variables }) => {
      const message = { name, correlationKey: key, messageId: key, timeToLive: 3_600_000, tenantId: TENANT };
      await call('publishMessage', { ...message, variables: JSON.stringify(variables) });
    },
    complete: async (job, variables) => {
      await call('completeJob', { jobKey: job.key, variables: JSON.stringify(variables) });
    },
    evaluate: async (decisionId, variables) => {
      const answer = await call<{
        decisionOutput: string;
        failureMessage: string;
        evaluatedDecisions: { matchedRules: { ruleId: string }[] }[];
      }>('evaluateDecision', { decisionId, variables: JSON.stringify(variables), tenantId: TENANT });
      return {
        output: JSON.parse(answer.decisionOutput || 'null'),
        matchedRules: answer.evaluatedDecisions.flatMap(({ matchedRules }) => matchedRules.map(({ ruleId }) => ruleId)),
        failure: answer.failureMessage,
      };
    },
    jobsOf: (caseId, onJob) => {
      listeners.set(caseId, onJob);
      return { stop: () => void listeners.delete(caseId) };
    },
    close: async () => {
      await Promise.all(streams.map((stream) => stream.close()));
      await connection.close();
    },
  };
}

function filesOf(folder: string): { name: string; content: Buffer }[] {
  return ['processes', 'decisions', 'forms'].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => /\.(bpmn|dmn|form)$/.test(file))
      .map((file) => ({ name: basename(file), content: readFileSync(join(folder, part, file)) })),
  );
}
