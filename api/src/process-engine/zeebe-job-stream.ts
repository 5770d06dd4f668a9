import type { EngineJob, JobStream, JobSubscription } from './process-engine.js';
import type { ServerStream, ZeebeConnection } from './zeebe-connection.js';

interface ActivatedJob {
  key: string;
  type: string;
  processInstanceKey: string;
  bpmnProcessId: string;
  processDefinitionVersion: number;
  processDefinitionKey: string;
  elementId: string;
  elementInstanceKey: string;
  customHeaders: string;
  retries: number;
  variables: string;
}

const POLL_MS = 30_000;
const POLL_DEADLINE_MS = 20_000;
const POLL_JOBS = 32;
const FAILED_POLLS = 2;

/**
 * A push stream and a slow poll beside it. The stream brings what becomes available from now on; the poll brings what was there before, and what a
 * stream lost, and shows by failing twice in a row that the engine behind a quiet stream is away.
 */
export async function openZeebeJobStream(
  connection: ZeebeConnection,
  subscription: JobSubscription,
): Promise<JobStream> {
  const request = {
    type: subscription.type,
    worker: 'yousu',
    timeout: subscription.timeoutMs,
    fetchVariable: subscription.fetchVariables,
    tenantIds: ['<default>'],
  };
  const stream = await connection.stream<ActivatedJob>('streamActivatedJobs', request);
  let open = true;
  let failedPolls = 0;
  let timer: NodeJS.Timeout | undefined;
  let polling: ServerStream<unknown> | undefined;

  const close = (): boolean => {
    if (!open) return false;
    open = false;
    clearTimeout(timer);
    stream.cancel();
    polling?.cancel();
    return true;
  };
  const dead = (reason: unknown): void => {
    if (close()) subscription.onClosed(reason);
  };
  const take = (job: ActivatedJob): void => {
    if (open) subscription.onJob(jobOf(job));
  };
  stream.on('data', take);
  stream.on('error', dead);
  stream.on('end', () => dead(new Error('the engine ended the stream')));

  const poll = (): Promise<number> =>
    new Promise((resolve, reject) => {
      connection
        .stream<{ jobs: ActivatedJob[] }>(
          'activateJobs',
          // A negative timeout answers at once instead of waiting for a job.
          { ...request, maxJobsToActivate: POLL_JOBS, requestTimeout: -1 },
          POLL_DEADLINE_MS,
        )
        .then((answer) => {
          polling = answer;
          let taken = 0;
          answer.on('data', ({ jobs }) => {
            taken += jobs.length;
            jobs.forEach(take);
          });
          answer.on('error', reject);
          answer.on('end', () => resolve(taken));
        }, reject);
    });
  const pollAll = async (): Promise<void> => {
    try {
      while (open && (await poll()) > 0);
      failedPolls = 0;
    } catch (failure) {
      failedPolls += 1;
      if (failedPolls >= FAILED_POLLS) return dead(failure);
    }
    if (open) timer = setTimeout(() => void pollAll(), failedPolls > 0 ? 2_000 : POLL_MS).unref();
  };
  void pollAll();
  return { close: async () => void close() };
}

function jobOf(job: ActivatedJob): EngineJob {
  return {
    key: job.key,
    type: job.type,
    instanceKey: job.processInstanceKey,
    elementInstanceKey: job.elementInstanceKey,
    elementId: job.elementId,
    processId: job.bpmnProcessId,
    processVersion: job.processDefinitionVersion,
    definitionKey: job.processDefinitionKey,
    headers: JSON.parse(job.customHeaders || '{}') as Record<string, string>,
    variables: JSON.parse(job.variables || '{}') as Record<string, unknown>,
    retries: job.retries,
  };
}
