import { EngineBusy, EngineRefused, EngineUnavailable, InstanceGone, JobGone } from './engine-errors.js';
import {
  type DecisionResult,
  type DeployedResource,
  type EngineJob,
  type EngineKey,
  type EngineTopology,
  type JobStream,
  type JobSubscription,
  ProcessEngine,
  type Variables,
} from './process-engine.js';

/** Later than any key that a test gives by itself: keys grow with each deployment. */
const DEPLOYED_KEYS_FROM = 2n ** 51n + 1_000_000n;

/** LOST_ANSWER: the command happens, but its answer never arrives. */
export type FakeState = 'UP' | 'UNAVAILABLE' | 'BUSY' | 'LOST_ANSWER';

export interface SentCommand {
  command: string;
  /** Key, message id, decision id: what it was about. */
  subject: string;
  arguments: unknown;
}

/** An engine in memory for use-case tests: it remembers what it was told and answers what it was told to answer. */
export class FakeEngine extends ProcessEngine {
  /** Commands that took effect, in order. */
  readonly sent: SentCommand[] = [];
  state: FakeState = 'UP';
  /** Keys of jobs and instances that have ended. */
  readonly gone = new Set<EngineKey>();
  /** Subjects the engine refuses for ever. */
  readonly refused = new Set<string>();
  /** Answers of evaluateDecision by decision id. */
  readonly decisions = new Map<string, (variables: Variables) => unknown>();
  /** Called before a command takes effect; a test can make it wait. */
  beforeCommand: (command: SentCommand) => Promise<void> | void = () => {};
  private readonly published = new Set<string>();
  private readonly streams = new Set<JobSubscription>();
  private readonly held = new Map<string, { text: string; resource: DeployedResource }>();
  private deployments = 0;
  private nextKey = 1;

  async deploy(resources: { name: string; content: Buffer }[]): Promise<DeployedResource[]> {
    const answer: DeployedResource[] = [];
    await this.take('deploy', resources.map(({ name }) => name).join(' '), resources, () => {
      answer.push(...resources.map((resource) => this.hold(resource)));
      return true;
    });
    return answer;
  }

  /** As the engine does: the newest content again is no new version, an older one is. */
  private hold({ name, content }: { name: string; content: Buffer }): DeployedResource {
    const text = content.toString('utf8');
    const before = this.held.get(name);
    if (before?.text === text) return before.resource;
    this.deployments += 1;
    const kind = name.endsWith('.form') ? 'FORM' : name.endsWith('.dmn') ? 'DECISION_REQUIREMENTS' : 'PROCESS';
    const id = name.replace(/^.*\/|\.[a-z]+$/g, '');
    const key = String(DEPLOYED_KEYS_FROM + BigInt(this.deployments));
    const resource = { kind, key, id, version: (before?.resource.version ?? 0) + 1, resourceName: name } as const;
    this.held.set(name, { text, resource });
    return resource;
  }

  async publishMessage(message: {
    name: string;
    correlationKey: string;
    messageId: string;
    timeToLiveMs: number;
    variables: Variables;
  }): Promise<'PUBLISHED' | 'ALREADY_PUBLISHED'> {
    const id = `${message.name}/${message.correlationKey}/${message.messageId}`;
    if (this.state === 'UP' && this.published.has(id)) return 'ALREADY_PUBLISHED';
    await this.take('publishMessage', message.messageId, message, () => {
      if (this.published.has(id)) return false;
      this.published.add(id);
      return true;
    });
    return 'PUBLISHED';
  }

  async completeJob(jobKey: EngineKey, variables: Variables): Promise<void> {
    await this.takeJob('completeJob', jobKey, variables, true);
  }

  async failJob(jobKey: EngineKey, failure: { retries: number; message: string; backOffMs: number }): Promise<void> {
    await this.takeJob('failJob', jobKey, failure, false);
  }

  async throwError(jobKey: EngineKey, error: { code: string; message: string; variables?: Variables }): Promise<void> {
    await this.takeJob('throwError', jobKey, error, true);
  }

  async setVariables(elementInstanceKey: EngineKey, variables: Variables): Promise<void> {
    await this.takeInstance('setVariables', elementInstanceKey, variables);
  }

  async cancelInstance(instanceKey: EngineKey): Promise<void> {
    await this.takeInstance('cancelInstance', instanceKey, {});
    this.gone.add(instanceKey);
  }

  async modifyInstance(
    instanceKey: EngineKey,
    changes: { activate: { elementId: string; variables?: Variables }[]; terminate: EngineKey[] },
  ): Promise<void> {
    await this.takeInstance('modifyInstance', instanceKey, changes);
  }

  async migrateInstance(
    instanceKey: EngineKey,
    plan: { targetDefinitionKey: EngineKey; mapping: { from: string; to: string }[] },
  ): Promise<void> {
    await this.takeInstance('migrateInstance', instanceKey, plan);
  }

  async startAt(definitionKey: EngineKey, elementIds: readonly string[], variables: Variables): Promise<EngineKey> {
    const instanceKey = this.newKey();
    await this.take('startAt', definitionKey, { elementIds, variables, instanceKey });
    return instanceKey;
  }

  async updateJobRetries(jobKey: EngineKey, retries: number): Promise<void> {
    await this.takeJob('updateJobRetries', jobKey, { retries }, false);
  }

  async resolveIncident(incidentKey: EngineKey): Promise<void> {
    await this.takeInstance('resolveIncident', incidentKey, {});
  }

  async evaluateDecision(decisionId: string, variables: Variables): Promise<DecisionResult> {
    await this.take('evaluateDecision', decisionId, variables);
    const decide = this.decisions.get(decisionId);
    if (!decide) throw new EngineRefused('evaluateDecision', `no decision ${decisionId}`);
    return { decisionKey: '1', decisionVersion: 1, output: decide(variables), matchedRuleIds: [] };
  }

  async advanceClockTo(at: Date): Promise<void> {
    await this.take('advanceClockTo', at.toISOString(), at);
  }

  async topology(): Promise<EngineTopology> {
    this.answer('topology');
    return { version: 'fake', partitions: 1, leaders: true };
  }

  async openJobStream(subscription: JobSubscription): Promise<JobStream> {
    this.answer('openJobStream');
    this.streams.add(subscription);
    return { close: async () => void this.streams.delete(subscription) };
  }

  async close(): Promise<void> {
    this.streams.clear();
  }

  /** Types of the streams that are open. */
  get openTypes(): string[] {
    return [...this.streams].map(({ type }) => type).sort();
  }

  /** Pushes a job into the stream of its type. @throws when nobody listens */
  push(job: Partial<EngineJob> & { type: string }): EngineJob {
    const subscription = [...this.streams].find(({ type }) => type === job.type);
    if (!subscription) throw new Error(`No stream is open for ${job.type}.`);
    const key = job.key ?? this.newKey();
    const full = { ...EMPTY_JOB, ...job, key };
    subscription.onJob(full);
    return full;
  }

  /** Kills all streams, as a restart of the engine does. */
  dropStreams(reason: unknown = new Error('14 UNAVAILABLE: read ECONNRESET')): void {
    const dead = [...this.streams];
    this.streams.clear();
    for (const { onClosed } of dead) onClosed(reason);
  }

  private newKey(): EngineKey {
    this.nextKey += 1;
    return String(2n ** 51n + BigInt(this.nextKey));
  }

  private async takeJob(command: string, jobKey: EngineKey, given: unknown, ends: boolean): Promise<void> {
    if (this.state === 'UP' && this.gone.has(jobKey)) throw new JobGone(jobKey);
    await this.take(command, jobKey, given, () => {
      if (this.gone.has(jobKey)) return false;
      if (ends) this.gone.add(jobKey);
      return true;
    });
  }

  private async takeInstance(command: string, key: EngineKey, given: unknown): Promise<void> {
    if (this.state === 'UP' && this.gone.has(key)) throw new InstanceGone(command, key);
    await this.take(command, key, given);
  }

  private async take(
    command: string,
    subject: string,
    given: unknown,
    effect: () => boolean = () => true,
  ): Promise<void> {
    const sent = { command, subject, arguments: given };
    await this.beforeCommand(sent);
    if (this.state !== 'LOST_ANSWER') this.answer(command);
    if (this.refused.has(subject)) throw new EngineRefused(command, `${subject} is refused`);
    if (effect()) this.sent.push(sent);
    if (this.state === 'LOST_ANSWER') this.answer(command);
  }

  private answer(command: string): void {
    if (this.state === 'BUSY') throw new EngineBusy(command, 'back-pressure');
    if (this.state !== 'UP') throw new EngineUnavailable(command, this.state);
  }
}

const EMPTY_JOB: Omit<EngineJob, 'key' | 'type'> = {
  instanceKey: '2251799813685249',
  elementInstanceKey: '2251799813685250',
  elementId: 'element',
  processId: 'process',
  processVersion: 1,
  definitionKey: '2251799813685248',
  headers: {},
  variables: {},
  retries: 3,
};
