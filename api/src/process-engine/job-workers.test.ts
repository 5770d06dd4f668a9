import { z } from 'zod';
import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';
import { waitFor } from '../../../tests/support/wait-for.js';
import type { UserTaskJob } from './user-task-listener.js';

const db = await createTestDatabase();
await testSettings(db.appUrl);

const { Database } = await import('../database/database.js');
const { EngineIdentity } = await import('./engine-identity.js');
const { FakeEngine } = await import('./fake.engine.js');
const { BusinessRefusal, JobHandler, TryAgainLater, defineJob } = await import('./job-handler.js');
const { JobHandlers } = await import('./job-handlers.js');
const { JobWorkers, USER_TASK_JOB_TYPE } = await import('./job-workers.js');
const { UserTaskListener } = await import('./user-task-listener.js');

const greet = defineJob({
  // No packaged model names it; these trials are about any type.
  type: 'greet' as 'start-clocks',
  input: z.object({ caseId: z.string() }),
  output: z.object({ answer: z.string() }),
  fetchVariables: ['caseId'],
});

class Greet extends JobHandler<{ caseId: string }, { answer: string }> {
  readonly definition = greet;
  act: (input: { caseId: string }) => Promise<unknown> = async ({ caseId }) => ({ answer: `hello ${caseId}` });
  async handle(input: { caseId: string }): Promise<{ answer: string }> {
    return (await this.act(input)) as { answer: string };
  }
}

class HeardTasks extends UserTaskListener {
  readonly jobs: UserTaskJob[] = [];
  failure: Error | null = null;
  async opened(_sql: unknown, job: UserTaskJob): Promise<void> {
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure;
    this.jobs.push(job);
  }
  async completed(): Promise<void> {}
  async canceled(): Promise<void> {}
  async migrated(): Promise<void> {}
}

const database = new Database();
const identity = new EngineIdentity(database);
await identity.load();

let engine: InstanceType<typeof FakeEngine>;
let handler: Greet;
let heard: HeardTasks;
let workers: InstanceType<typeof JobWorkers>;

beforeEach(async () => {
  engine = new FakeEngine();
  handler = new Greet();
  heard = new HeardTasks();
  const handlers = new (class extends JobHandlers {
    readonly all = [handler as InstanceType<typeof JobHandler>];
  })();
  workers = new JobWorkers(engine, handlers, heard, database, identity);
  workers.start();
  await waitFor(() => engine.openTypes.length === 2, 'both streams are open');
});

afterEach(() => workers.stop());

afterAll(async () => {
  await database.onApplicationShutdown();
  await db.drop();
});

const answered = (): Promise<unknown> => waitFor(() => engine.sent.length > 0, 'the job is answered');

it('opens one stream for each job type and one for user tasks', () => {
  expect(engine.openTypes).toEqual(['greet', USER_TASK_JOB_TYPE]);
});

it('completes a job with what its handler answers', async () => {
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' } });
  await answered();
  expect(engine.sent).toEqual([{ command: 'completeJob', subject: '1', arguments: { answer: 'hello c1' } }]);
});

it('turns a refusal the model draws into a BPMN error', async () => {
  handler.act = async () => {
    throw new BusinessRefusal('NOT_WELCOME', 'not welcome');
  };
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' } });
  await answered();
  expect(engine.sent).toEqual([
    { command: 'throwError', subject: '1', arguments: { code: 'NOT_WELCOME', message: 'not welcome' } },
  ]);
});

it('keeps the retries of a job that must wait', async () => {
  handler.act = async () => {
    throw new TryAgainLater('the other side is closed', 1_234);
  };
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' }, retries: 3 });
  await answered();
  expect(engine.sent[0]).toEqual({
    command: 'failJob',
    subject: '1',
    arguments: { retries: 3, message: 'the other side is closed', backOffMs: 1_234 },
  });
});

it('treats a database that is away as something to wait for', async () => {
  handler.act = async () => {
    throw Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' });
  };
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' }, retries: 2 });
  await answered();
  expect(engine.sent[0]).toMatchObject({ command: 'failJob', arguments: { retries: 2 } });
});

it('makes an incident of a bug without telling the engine any value', async () => {
  handler.act = async () => {
    throw new TypeError('the phone number 13800000000 is odd');
  };
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' } });
  await answered();
  expect(engine.sent[0]).toEqual({
    command: 'failJob',
    subject: '1',
    arguments: { retries: 0, message: 'TypeError', backOffMs: 0 },
  });
});

it('makes an incident of variables and answers that break the contract', async () => {
  engine.push({ type: 'greet', key: '1', variables: { caseId: 5 } });
  await answered();
  expect(engine.sent[0]).toMatchObject({ arguments: { retries: 0, message: 'ZodError: caseId invalid_type' } });
  handler.act = async () => ({ answer: 7 });
  engine.push({ type: 'greet', key: '2', variables: { caseId: 'c1' } });
  await waitFor(() => engine.sent.length === 2, 'the second job is answered');
  expect(engine.sent[1]).toMatchObject({ subject: '2', arguments: { retries: 0 } });
});

it('says the answer again when the engine was away for a moment', async () => {
  engine.state = 'UNAVAILABLE';
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' } });
  let tries = 0;
  engine.beforeCommand = () => {
    tries += 1;
    if (tries === 2) engine.state = 'UP';
  };
  await answered();
  expect(engine.sent).toEqual([{ command: 'completeJob', subject: '1', arguments: { answer: 'hello c1' } }]);
});

it('does not mind that a job is gone', async () => {
  engine.gone.add('1');
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' } });
  engine.push({ type: 'greet', key: '2', variables: { caseId: 'c2' } });
  await answered();
  expect(engine.sent.map(({ subject }) => subject)).toEqual(['2']);
});

it('opens streams again after the engine was restarted', async () => {
  engine.state = 'UNAVAILABLE';
  engine.dropStreams();
  expect(engine.openTypes).toEqual([]);
  engine.state = 'UP';
  await waitFor(() => engine.openTypes.length === 2, 'the streams are open again');
  engine.push({ type: 'greet', key: '1', variables: { caseId: 'c1' } });
  await answered();
});

it('handles 32 jobs of a type at a time and the rest after them', async () => {
  let running = 0;
  let most = 0;
  handler.act = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 10));
    running -= 1;
    return { answer: 'yes' };
  };
  for (let n = 0; n < 50; n += 1) engine.push({ type: 'greet', key: String(n + 1), variables: { caseId: 'c' } });
  await waitFor(() => engine.sent.length === 50, 'all jobs are answered');
  expect(most).toBe(32);
});

it('tells the tasks feature of a user task and leaves the job open', async () => {
  const headers = { task: 'handle', 'io.camunda.zeebe:candidateGroups': '["role:QC"]' };
  const variables = { caseId: 'c1', assignmentId: 'a1' };
  engine.push({ type: USER_TASK_JOB_TYPE, key: '6755399441056805', elementId: 'handle', headers, variables });
  await waitFor(() => heard.jobs.length === 1, 'the task is opened');
  expect(heard.jobs[0]).toMatchObject({
    engineId: identity.engineId,
    key: '6755399441056805',
    elementId: 'handle',
    headers,
    caseId: 'c1',
    assignmentId: 'a1',
  });
  expect(engine.sent).toEqual([]);
});

it('opens the user task later when the database was away', async () => {
  heard.failure = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  engine.push({ type: USER_TASK_JOB_TYPE, variables: { caseId: 'c1' } });
  await waitFor(() => heard.jobs.length === 1, 'the task is opened');
  expect(heard.jobs[0]).toMatchObject({ assignmentId: null });
});

it('knows of no task where no case is known', async () => {
  engine.push({ type: USER_TASK_JOB_TYPE, key: '1', variables: {} });
  engine.push({ type: USER_TASK_JOB_TYPE, key: '2', variables: { caseId: 'c1' } });
  await waitFor(() => heard.jobs.length === 1, 'the other task is opened');
  expect(heard.jobs[0]).toMatchObject({ key: '2' });
});

it('opens no task whose end the records have told already', async () => {
  await db.sql`insert into job_ends (engine_id, job_key, ending, at) values (${identity.engineId}, 1, 'CANCELED', now())`;
  engine.push({ type: USER_TASK_JOB_TYPE, key: '1', variables: { caseId: 'c1' } });
  engine.push({ type: USER_TASK_JOB_TYPE, key: '3', variables: { caseId: 'c1' } });
  await waitFor(() => heard.jobs.length === 1, 'the other task is opened');
  expect(heard.jobs[0]).toMatchObject({ key: '3' });
});
