/** Keys of the engine are 64-bit: strings in TypeScript, bigint in SQL, never JavaScript numbers. */
export type EngineKey = string;
export type Variables = Record<string, unknown>;

export interface DeployedResource {
  kind: 'PROCESS' | 'DECISION_REQUIREMENTS' | 'DECISION' | 'FORM';
  key: EngineKey;
  /** BPMN process id, decision id, requirements id or form id. */
  id: string;
  version: number;
  resourceName: string;
}

export interface EngineJob {
  key: EngineKey;
  type: string;
  instanceKey: EngineKey;
  elementInstanceKey: EngineKey;
  elementId: string;
  processId: string;
  processVersion: number;
  definitionKey: EngineKey;
  /** Task headers, the engine's own (`io.camunda.zeebe:…`) included. */
  headers: Record<string, string>;
  variables: Variables;
  retries: number;
}

export interface JobSubscription {
  type: string;
  /** How long a pushed job stays with us before the engine pushes it again, in ms. */
  timeoutMs: number;
  /** Only these variables leave the engine. */
  fetchVariables: string[];
  onJob(job: EngineJob): void;
  /** Called once when the stream is dead; nothing re-opens it but the caller. */
  onClosed(reason: unknown): void;
}

export interface JobStream {
  close(): Promise<void>;
}

export interface DecisionResult {
  decisionKey: EngineKey;
  decisionVersion: number;
  output: unknown;
  matchedRuleIds: string[];
}

export interface EngineTopology {
  version: string;
  partitions: number;
  /** True when every partition has a leader; commands may still be refused while it replays. */
  leaders: boolean;
}

/**
 * The process engine in our words. Two implementations: Zeebe over gRPC, and an in-memory fake for use-case tests.
 * Every method throws one of engine-errors.ts and nothing else. No method repeats a command by itself except those
 * whose repetition the engine itself makes harmless (publish with id, complete by key).
 */
export abstract class ProcessEngine {
  /** All or nothing. @throws EngineRefused with the engine's text (element ids inside) when a file does not run. */
  abstract deploy(resources: { name: string; content: Buffer }[]): Promise<DeployedResource[]>;

  /** Starts a case or wakes a waiting instance. `ALREADY_PUBLISHED` is success: same id within its time to live. */
  abstract publishMessage(message: {
    name: string;
    correlationKey: string;
    messageId: string;
    timeToLiveMs: number;
    variables: Variables;
  }): Promise<'PUBLISHED' | 'ALREADY_PUBLISHED'>;

  /** @throws JobGone when the job was completed or cancelled; the records tell which. */
  abstract completeJob(jobKey: EngineKey, variables: Variables): Promise<void>;
  abstract failJob(jobKey: EngineKey, failure: { retries: number; message: string; backOffMs: number }): Promise<void>;
  abstract throwError(
    jobKey: EngineKey,
    error: { code: string; message: string; variables?: Variables },
  ): Promise<void>;
  abstract setVariables(elementInstanceKey: EngineKey, variables: Variables): Promise<void>;
  /** @throws InstanceGone when it has ended already. */
  abstract cancelInstance(instanceKey: EngineKey): Promise<void>;
  abstract modifyInstance(
    instanceKey: EngineKey,
    changes: { activate: { elementId: string; variables?: Variables }[]; terminate: EngineKey[] },
  ): Promise<void>;
  abstract migrateInstance(
    instanceKey: EngineKey,
    plan: { targetDefinitionKey: EngineKey; mapping: { from: string; to: string }[] },
  ): Promise<void>;
  /**
   * A new instance of this definition with a token at each of these elements; the way to them is not taken. Not harmless to repeat: after an
   * unknown outcome the records decide.
   * @param variables as the engine held them: nothing in them is converted
   * @returns key of the instance
   */
  abstract startAt(definitionKey: EngineKey, elementIds: readonly string[], variables: Variables): Promise<EngineKey>;
  abstract updateJobRetries(jobKey: EngineKey, retries: number): Promise<void>;
  abstract resolveIncident(incidentKey: EngineKey): Promise<void>;
  abstract evaluateDecision(decisionId: string, variables: Variables): Promise<DecisionResult>;
  /** Demonstrations and tests: brings the engine's clock forward to an application time; never back. @throws EngineUnavailable */
  abstract advanceClockTo(at: Date): Promise<void>;
  abstract topology(): Promise<EngineTopology>;
  abstract openJobStream(subscription: JobSubscription): Promise<JobStream>;
  abstract close(): Promise<void>;
}
