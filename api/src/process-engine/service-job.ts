import { setTimeout as sleep } from 'node:timers/promises';
import { ZodError } from 'zod';
import { AppError } from '../errors/app-error.js';
import { log } from '../errors/log.js';
import { backOffMs } from './back-off.js';
import { EngineBusy, EngineUnavailable, JobGone } from './engine-errors.js';
import { BusinessRefusal, type JobHandler, TryAgainLater } from './job-handler.js';
import { jobSeconds } from './metrics.js';
import { isOutsideWorldDown } from './outside-world.js';
import type { EngineJob, ProcessEngine } from './process-engine.js';

const OUTSIDE_WORLD = { firstMs: 4_000, capMs: 4_000 };
const ANSWER = { firstMs: 200, capMs: 5_000 };

type Outcome = 'COMPLETED' | 'REFUSED' | 'LATER' | 'INCIDENT';

interface Answer {
  outcome: Outcome;
  say(): Promise<void>;
}

/**
 * Runs one service job to an answer: done, a refusal the model draws (BPMN error), later (retries kept), or an incident for an operator when it is a bug.
 * Never rejects.
 * @param until wall time at which the engine takes the job back and pushes it again
 */
export async function runServiceJob(
  engine: ProcessEngine,
  handler: JobHandler,
  job: EngineJob,
  until: number,
): Promise<void> {
  const answered = jobSeconds.startTimer({ type: job.type });
  let { outcome, say } = await work(engine, handler, job);
  try {
    await answer(say, until);
  } catch (failure) {
    if (failure instanceof JobGone) {
      log.debug({ jobKey: job.key, type: job.type }, 'job was gone when its answer came');
    } else if (isOutsideWorldDown(failure)) {
      log.warn(
        { jobKey: job.key, type: job.type, reason: String(failure) },
        'answer of a job was not accepted; the engine will push it again',
      );
    } else if (outcome === 'COMPLETED') {
      ({ outcome, say } = incident(engine, job, failure));
      await answer(say, until).catch((error: unknown) =>
        log.error({ err: error, jobKey: job.key }, 'job could not be failed'),
      );
    } else {
      log.error({ err: failure, jobKey: job.key, type: job.type }, 'the engine refused the answer of a job');
    }
  }
  answered({ outcome });
}

async function work(engine: ProcessEngine, handler: JobHandler, job: EngineJob): Promise<Answer> {
  try {
    const input = handler.definition.input.parse(job.variables);
    const output = handler.definition.output.parse(await handler.handle(input, job));
    const variables = (output ?? {}) as Record<string, unknown>;
    return { outcome: 'COMPLETED', say: () => engine.completeJob(job.key, variables) };
  } catch (error) {
    return refusal(engine, job, error) ?? incident(engine, job, error);
  }
}

function refusal(engine: ProcessEngine, job: EngineJob, error: unknown): Answer | null {
  if (error instanceof BusinessRefusal) {
    const { errorCode: code, message } = error;
    return { outcome: 'REFUSED', say: () => engine.throwError(job.key, { code, message }) };
  }
  const down = isOutsideWorldDown(error);
  if (!down && !(error instanceof TryAgainLater)) return null;
  const delay =
    error instanceof TryAgainLater ? error.backOffMs : backOffMs(1, OUTSIDE_WORLD.firstMs, OUTSIDE_WORLD.capMs);
  const message = error instanceof TryAgainLater ? error.message : `away: ${nameOf(error)}`;
  if (down) log.warn({ err: error, jobKey: job.key, type: job.type }, 'job is tried again: something outside is away');
  const counted = error instanceof TryAgainLater && error.tries === 'COUNTED';
  const retries = counted ? Math.max(0, job.retries - 1) : job.retries;
  return {
    outcome: retries > 0 ? 'LATER' : 'INCIDENT',
    say: () => engine.failJob(job.key, { retries, message, backOffMs: retries > 0 ? delay : 0 }),
  };
}

function incident(engine: ProcessEngine, job: EngineJob, error: unknown): Answer {
  log.error(
    { err: error, jobKey: job.key, type: job.type, elementId: job.elementId },
    'job failed and needs an operator',
  );
  return {
    outcome: 'INCIDENT',
    say: () => engine.failJob(job.key, { retries: 0, message: nameOf(error), backOffMs: 0 }),
  };
}

/** What may be said outside our log: kinds, field names and codes, never a value. */
function nameOf(error: unknown): string {
  if (error instanceof ZodError) {
    return `ZodError: ${error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ')}`.slice(0, 500);
  }
  if (error instanceof AppError) return `${error.name} (${error.code})`;
  if (!(error instanceof Error)) return 'unknown error';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}

/** Said again while the engine is away or busy, as long as the job is ours: every answer is keyed by the job. */
async function answer(say: () => Promise<void>, until: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await say();
    } catch (failure) {
      const delay = backOffMs(attempt, ANSWER.firstMs, ANSWER.capMs);
      const away = failure instanceof EngineUnavailable || failure instanceof EngineBusy;
      if (!away || Date.now() + delay >= until) throw failure;
      await sleep(delay);
    }
  }
}
