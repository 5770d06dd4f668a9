import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EngineIdentity } from './engine-identity.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueue } from './job-queue.js';
import { ProcessEngine } from './process-engine.js';
import { runServiceJob } from './service-job.js';
import { SupervisedStream } from './supervised-stream.js';
import { takeUserTaskJob } from './user-task-job.js';
import { UserTaskListener } from './user-task-listener.js';
import { waitAtMost } from './wait-at-most.js';

export const USER_TASK_JOB_TYPE = 'io.camunda.zeebe:userTask';
/** Short, because a job that was pushed to a process that died is handed out again only when it is over. */
const SERVICE_JOB_MS = 30_000;
/** A user task is open until a person ends it; a job that times out would be pushed again. */
const TEN_YEARS_MS = 10 * 365 * 86_400_000;
/** An engine that does not answer must not hold up the end. */
const GRACE_MS = 5_000;
const CONCURRENCY = 32;
const USER_TASK_CONCURRENCY = 8;

/** Opens one job stream for every service job type and one for user tasks, and keeps them open. */
@Injectable()
export class JobWorkers {
  private streams: SupervisedStream[] = [];
  private queues: JobQueue[] = [];
  private stopped = true;

  constructor(
    private readonly engine: ProcessEngine,
    private readonly handlers: JobHandlers,
    private readonly listener: UserTaskListener,
    private readonly database: Database,
    private readonly identity: EngineIdentity,
  ) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    for (const handler of this.handlers.all) {
      const { type, fetchVariables } = handler.definition;
      this.work(type, SERVICE_JOB_MS, fetchVariables, CONCURRENCY, (job, until) =>
        runServiceJob(this.engine, handler, job, until),
      );
    }
    const ids = ['caseId', 'assignmentId', 'subjectId', 'reseatId'];
    this.work(USER_TASK_JOB_TYPE, TEN_YEARS_MS, ids, USER_TASK_CONCURRENCY, (job) =>
      takeUserTaskJob(this.database, this.listener, this.identity.engineId, job, () => this.stopped),
    );
  }

  /** Closes the streams first, then gives the jobs that run some seconds; the engine hands out again what was not answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.streams.map((stream) => stream.stop()));
    await waitAtMost(GRACE_MS, Promise.all(this.queues.map((queue) => queue.close())));
    this.streams = [];
    this.queues = [];
  }

  private work(
    type: string,
    timeoutMs: number,
    fetchVariables: string[],
    concurrency: number,
    run: (job: Parameters<JobQueue['push']>[0], until: number) => Promise<void>,
  ): void {
    const queue = new JobQueue(concurrency, timeoutMs, run);
    const onJob = queue.push.bind(queue);
    const stream = new SupervisedStream(this.engine, { type, timeoutMs, fetchVariables, onJob });
    this.queues.push(queue);
    this.streams.push(stream);
    stream.start();
  }
}
