import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { env } from '../config/env.js';
import { advanceEngineClock } from './engine-clock.js';
import { EngineRefused } from './engine-errors.js';
import { EngineIdentity } from './engine-identity.js';
import { inEngineTime } from './engine-instants.js';
import {
  type DecisionResult,
  type DeployedResource,
  type EngineKey,
  type EngineTopology,
  type JobStream,
  type JobSubscription,
  ProcessEngine,
  type Variables,
} from './process-engine.js';
import { ZeebeConnection } from './zeebe-connection.js';
import { ALREADY_EXISTS, engineErrorOf, hasCode } from './zeebe-failure.js';
import { openZeebeJobStream } from './zeebe-job-stream.js';

/** Longer than the gateway's own 15 s, so that its answer is the one that counts. */
const COMMAND_MS = 16_000;
const DEPLOY_MS = 60_000;
const TOPOLOGY_MS = 5_000;
const TENANT = '<default>';

interface Metadata {
  process?: { bpmnProcessId: string; version: number; processDefinitionKey: string; resourceName: string };
  decision?: { dmnDecisionId: string; version: number; decisionKey: string; decisionRequirementsKey: string };
  decisionRequirements?: {
    dmnDecisionRequirementsId: string;
    version: number;
    decisionRequirementsKey: string;
    resourceName: string;
  };
  form?: { formId: string; version: number; formKey: string; resourceName: string };
}

interface Evaluation {
  decisionKey: string;
  decisionVersion: number;
  decisionOutput: string;
  failureMessage: string;
  evaluatedDecisions: { matchedRules: { ruleId: string }[] }[];
}

interface Topology {
  brokers: { partitions: { partitionId: number; role: string }[] }[];
  partitionsCount: number;
  gatewayVersion: string;
}

/** Zeebe over gRPC. Every command is sent exactly once, with a deadline; who may repeat it, repeats it. */
@Injectable()
export class ZeebeEngine extends ProcessEngine implements OnApplicationShutdown {
  private readonly connection = new ZeebeConnection(env.ZEEBE_ADDRESS);

  constructor(private readonly identity: EngineIdentity) {
    super();
  }

  async deploy(resources: { name: string; content: Buffer }[]): Promise<DeployedResource[]> {
    const answer = await this.send<{ deployments: Metadata[] }>(
      'deployResource',
      { resources, tenantId: TENANT },
      {},
      DEPLOY_MS,
    );
    return deployedResourcesOf(answer.deployments);
  }

  async publishMessage(message: {
    name: string;
    correlationKey: string;
    messageId: string;
    timeToLiveMs: number;
    variables: Variables;
  }): Promise<'PUBLISHED' | 'ALREADY_PUBLISHED'> {
    const { timeToLiveMs, variables, ...rest } = message;
    const request = { ...rest, timeToLive: timeToLiveMs, variables: this.json(variables), tenantId: TENANT };
    try {
      await this.connection.call('publishMessage', request, COMMAND_MS);
      return 'PUBLISHED';
    } catch (failure) {
      if (hasCode(failure, ALREADY_EXISTS)) return 'ALREADY_PUBLISHED';
      throw engineErrorOf('publishMessage', failure);
    }
  }

  async completeJob(jobKey: EngineKey, variables: Variables): Promise<void> {
    await this.send('completeJob', { jobKey, variables: this.json(variables) }, { jobKey });
  }

  async failJob(jobKey: EngineKey, failure: { retries: number; message: string; backOffMs: number }): Promise<void> {
    const { retries, message, backOffMs } = failure;
    const request = { jobKey, retries, errorMessage: message, retryBackOff: Math.round(backOffMs), variables: '{}' };
    await this.send('failJob', request, { jobKey });
  }

  async throwError(jobKey: EngineKey, error: { code: string; message: string; variables?: Variables }): Promise<void> {
    const variables = JSON.stringify(error.variables ?? {});
    const request = { jobKey, errorCode: error.code, errorMessage: error.message, variables };
    await this.send('throwError', request, { jobKey });
  }

  async setVariables(elementInstanceKey: EngineKey, variables: Variables): Promise<void> {
    const request = { elementInstanceKey, variables: this.json(variables), local: false };
    await this.send('setVariables', request, { key: elementInstanceKey });
  }

  async cancelInstance(instanceKey: EngineKey): Promise<void> {
    await this.send('cancelProcessInstance', { processInstanceKey: instanceKey }, { key: instanceKey });
  }

  async modifyInstance(
    instanceKey: EngineKey,
    changes: { activate: { elementId: string; variables?: Variables }[]; terminate: EngineKey[] },
  ): Promise<void> {
    const request = {
      processInstanceKey: instanceKey,
      activateInstructions: changes.activate.map(({ elementId, variables }) => ({
        elementId,
        variableInstructions: variables ? [{ variables: this.json(variables), scopeId: '' }] : [],
      })),
      terminateInstructions: changes.terminate.map((elementInstanceKey) => ({ elementInstanceKey })),
    };
    await this.send('modifyProcessInstance', request, { key: instanceKey });
  }

  async migrateInstance(
    instanceKey: EngineKey,
    plan: { targetDefinitionKey: EngineKey; mapping: { from: string; to: string }[] },
  ): Promise<void> {
    const mappingInstructions = plan.mapping.map(({ from, to }) => ({ sourceElementId: from, targetElementId: to }));
    const migrationPlan = { targetProcessDefinitionKey: plan.targetDefinitionKey, mappingInstructions };
    await this.send('migrateProcessInstance', { processInstanceKey: instanceKey, migrationPlan }, { key: instanceKey });
  }

  async startAt(definitionKey: EngineKey, elementIds: readonly string[], variables: Variables): Promise<EngineKey> {
    const request = {
      processDefinitionKey: definitionKey,
      bpmnProcessId: '',
      version: 0,
      variables: JSON.stringify(variables),
      startInstructions: elementIds.map((elementId) => ({ elementId })),
      tenantId: TENANT,
    };
    const { processInstanceKey } = await this.send<{ processInstanceKey: string }>(
      'createProcessInstance',
      request,
      {},
    );
    return processInstanceKey;
  }

  async updateJobRetries(jobKey: EngineKey, retries: number): Promise<void> {
    await this.send('updateJobRetries', { jobKey, retries }, { jobKey });
  }

  async resolveIncident(incidentKey: EngineKey): Promise<void> {
    await this.send('resolveIncident', { incidentKey }, { key: incidentKey });
  }

  /** @throws EngineRefused also when the decision itself fails: the engine answers that with OK. */
  async evaluateDecision(decisionId: string, variables: Variables): Promise<DecisionResult> {
    const request = { decisionId, variables: this.json(variables), tenantId: TENANT };
    const answer = await this.send<Evaluation>('evaluateDecision', request, {});
    if (answer.failureMessage) throw new EngineRefused(`evaluateDecision ${decisionId}`, answer.failureMessage);
    return {
      decisionKey: answer.decisionKey,
      decisionVersion: answer.decisionVersion,
      output: JSON.parse(answer.decisionOutput || 'null'),
      matchedRuleIds: answer.evaluatedDecisions.flatMap((decision) => decision.matchedRules.map((rule) => rule.ruleId)),
    };
  }

  async advanceClockTo(at: Date): Promise<void> {
    await advanceEngineClock(env.ZEEBE_MANAGEMENT_ADDRESS, this.identity.toEngineTime(at));
  }

  async topology(): Promise<EngineTopology> {
    const answer = await this.send<Topology>('topology', {}, {}, TOPOLOGY_MS);
    const led = new Set(
      answer.brokers.flatMap((broker) =>
        broker.partitions.filter(({ role }) => role === 'LEADER').map(({ partitionId }) => partitionId),
      ),
    );
    return {
      version: answer.gatewayVersion,
      partitions: answer.partitionsCount,
      leaders: answer.partitionsCount > 0 && led.size === answer.partitionsCount,
    };
  }

  async openJobStream(subscription: JobSubscription): Promise<JobStream> {
    try {
      return await openZeebeJobStream(this.connection, subscription);
    } catch (failure) {
      throw engineErrorOf(`open a job stream for ${subscription.type}`, failure);
    }
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private json(variables: Variables): string {
    return JSON.stringify(inEngineTime(variables, this.identity.leadMs));
  }

  private async send<T>(
    method: string,
    request: object,
    subject: { jobKey?: string; key?: string },
    deadlineMs = COMMAND_MS,
  ): Promise<T> {
    try {
      return await this.connection.call<T>(method, request, deadlineMs);
    } catch (failure) {
      throw engineErrorOf(method, failure, subject);
    }
  }
}

/** Decisions name no file of their own: it is that of their requirements. */
function deployedResourcesOf(deployments: Metadata[]): DeployedResource[] {
  const fileOf = new Map(
    deployments.flatMap(({ decisionRequirements: drg }) =>
      drg ? [[drg.decisionRequirementsKey, drg.resourceName]] : [],
    ),
  );
  return deployments.flatMap(({ process, decision, decisionRequirements: drg, form }): DeployedResource[] => {
    if (process) {
      const { bpmnProcessId: id, version, processDefinitionKey: key, resourceName } = process;
      return [{ kind: 'PROCESS', key, id, version, resourceName }];
    }
    if (drg) {
      const { dmnDecisionRequirementsId: id, version, decisionRequirementsKey: key, resourceName } = drg;
      return [{ kind: 'DECISION_REQUIREMENTS', key, id, version, resourceName }];
    }
    if (decision) {
      const { dmnDecisionId: id, version, decisionKey: key, decisionRequirementsKey } = decision;
      return [{ kind: 'DECISION', key, id, version, resourceName: fileOf.get(decisionRequirementsKey) ?? '' }];
    }
    if (form) {
      const { formId: id, version, formKey: key, resourceName } = form;
      return [{ kind: 'FORM', key, id, version, resourceName }];
    }
    return [];
  });
}
