import { Test } from '@nestjs/testing';
import type { Role, Viewer } from '../../api/src/access/viewer.js';
import type { FakeEngine } from '../../api/src/process-engine/fake.engine.js';
import type { JobHandler } from '../../api/src/process-engine/job-handler.js';
import type { UserTaskJob } from '../../api/src/process-engine/user-task-listener.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { ModelJobs } from './model-jobs.js';
import { testSettings } from './settings.js';
import { insertCity, insertPerson } from './use-case-people.js';

/** The deadlines of a normal request (domain.md section 2.4). */
export const NORMAL_SPANS = {
  ACCEPT: '2wh',
  ANSWER: '2wh',
  HANDOVER: '10m',
  DISPATCH: '2wh',
  SIGN: '4wh',
  FIRST_CONTACT: '1wd',
  REPLY: '2wd',
  HANDLE: '5wd',
  REWORK: '3wd',
  APPROVAL: '1wd',
  CLOSE_REVIEW: '1wd',
  FOLLOW_UP: '1wd',
  EXPLAIN_CLOSE: '1wd',
  WITHDRAWAL_CHECK: '1wd',
  VOID_APPROVAL: '1wd',
  INSTRUCTION: '1wd',
  SUPERVISION_ANSWER: '4wh',
  JOINT_MEETING: '2wd',
  LEADER_INSTRUCTION: '3wd',
  RETURN_RULING: '1wd',
  EXTENSION_REVIEW: '1wd',
  EXTENSION: '5wd',
} as const;

/** "Now" stands still until a test moves it. Thursday before 国庆, a working day. */
export class StandingClock {
  private at = new Date('2026-09-24T10:00:00+08:00');

  now(): Date {
    return new Date(this.at);
  }

  set(instant: string): void {
    this.at = new Date(instant);
  }

  advance(minutes: number): void {
    this.at = new Date(this.at.getTime() + minutes * 60_000);
  }
}

type Class<T> = abstract new (...args: never[]) => T;

export interface OutboxRow {
  kind: string;
  lane: string;
  command: Record<string, unknown>;
}

export interface ReceivedTestCase {
  id: string;
  number: string;
  checkCode: string;
}

/**
 * The application's own classes on a database of their own, with the engine faked and the clock standing still.
 * Call it before anything else that imports the application. @param settings more of the application's environment
 */
export async function openUseCases(
  settings: Record<string, string> = {},
  /** A real engine (its addresses are among the settings) instead of the fake one, with a clock that runs beside its own. */
  real?: { clock: { now(): Date } },
): Promise<UseCaseKit> {
  const database = await createTestDatabase();
  await testSettings(database.appUrl, settings);
  const [{ GroundModule }, { FakeEngine: Fake }, { ProcessEngine }, { Clock }, ...provided] = await Promise.all([
    import('../../api/src/ground.module.js'),
    import('../../api/src/process-engine/fake.engine.js'),
    import('../../api/src/process-engine/process-engine.js'),
    import('../../api/src/clock/clock.js'),
    import('../../api/src/features/accounts/accounts.providers.js').then((m) => m.accountsProviders),
    import('../../api/src/features/administration/administration.providers.js').then((m) => m.administrationProviders),
    import('../../api/src/features/attachments/attachments.providers.js').then((m) => m.attachmentsProviders),
    import('../../api/src/features/calendar/calendar.providers.js').then((m) => m.calendarProviders),
    import('../../api/src/features/calendar-changes/calendar-changes.providers.js').then(
      (m) => m.calendarChangesProviders,
    ),
    import('../../api/src/features/cases/cases.providers.js').then((m) => m.casesProviders),
    import('../../api/src/features/categories/categories.providers.js').then((m) => m.categoriesProviders),
    import('../../api/src/features/citizens/citizens.providers.js').then((m) => m.citizensProviders),
    import('../../api/src/features/clocks/clocks.providers.js').then((m) => m.clocksProviders),
    import('../../api/src/features/co-units/co-units.providers.js').then((m) => m.coUnitsProviders),
    import('../../api/src/features/events/events.providers.js').then((m) => m.eventsProviders),
    import('../../api/src/features/exports/exports.providers.js').then((m) => m.exportsProviders),
    import('../../api/src/features/migrations/migrations.providers.js').then((m) => m.migrationsProviders),
    import('../../api/src/features/interventions/interventions.providers.js').then((m) => m.interventionsProviders),
    import('../../api/src/features/notifications/notifications.providers.js').then((m) => m.notificationsProviders),
    import('../../api/src/features/organisation/organisation.providers.js').then((m) => m.organisationProviders),
    import('../../api/src/features/platform-steps/platform-steps.providers.js').then((m) => m.platformStepsProviders),
    import('../../api/src/features/processes/processes.providers.js').then((m) => m.processesProviders),
    import('../../api/src/features/studio/studio.providers.js').then((m) => m.studioProviders),
    import('../../api/src/features/supervision/supervision.providers.js').then((m) => m.supervisionProviders),
    import('../../api/src/features/tasks/tasks.providers.js').then((m) => m.tasksProviders),
    import('../../api/src/features/time-limits/time-limits.providers.js').then((m) => m.timeLimitsProviders),
    import('../../api/src/features/trials/trials.providers.js').then((m) => m.trialsProviders),
  ]);
  const clock = new StandingClock();
  const engine = new Fake();
  const testing = Test.createTestingModule({ imports: [GroundModule], providers: provided.flat() })
    .overrideProvider(Clock)
    .useValue(real?.clock ?? clock);
  if (!real) testing.overrideProvider(ProcessEngine).useValue(engine);
  const module = await testing.compile();
  const get = <T>(type: Class<T>): T => module.get(type as never, { strict: false });
  const { EngineIdentity } = await import('../../api/src/process-engine/engine-identity.js');
  const { SeedCalendar } = await import('../../api/src/features/calendar/calendar.public.js');
  const identity = get(EngineIdentity);
  await identity.load();
  await get(SeedCalendar).execute();
  const units = await insertCity(database.sql);
  const models = await ModelJobs.deploy(database.sql, identity.engineId);
  return new UseCaseKit(database, clock, engine, models, units, identity.engineId, get, {
    ...(await import('../../api/src/database/database.js')),
    ...(await import('../../api/src/features/cases/cases.public.js')),
    ...(await import('../../api/src/features/clocks/clocks.public.js')),
    ...(await import('../../api/src/process-engine/user-task-listener.js')),
    ...(await import('../../api/src/features/tasks/complete-task.js')),
  });
}

type Loaded = typeof import('../../api/src/database/database.js') &
  typeof import('../../api/src/features/cases/cases.public.js') &
  typeof import('../../api/src/features/clocks/clocks.public.js') &
  typeof import('../../api/src/process-engine/user-task-listener.js') &
  typeof import('../../api/src/features/tasks/complete-task.js');

export class UseCaseKit {
  private readonly instances = new Map<string, string>();
  private keys = 0;

  constructor(
    private readonly testDatabase: TestDatabase,
    readonly clock: StandingClock,
    readonly engine: FakeEngine,
    readonly models: ModelJobs,
    readonly units: Map<string, string>,
    readonly engineId: number,
    /** The application's instance of a class. */
    readonly get: <T>(type: Class<T>) => T,
    private readonly loaded: Loaded,
  ) {}

  /** As the owner: arranging and looking. */
  get sql(): TestDatabase['sql'] {
    return this.testDatabase.sql;
  }

  get appUrl(): string {
    return this.testDatabase.appUrl;
  }

  /** The application's own pool. */
  get database(): InstanceType<Loaded['Database']> {
    return this.get(this.loaded.Database);
  }

  async close(): Promise<void> {
    await this.database.onApplicationShutdown();
    await this.testDatabase.drop();
  }

  person(
    roles: Role | Role[],
    where: { unit?: string | null; team?: string | null; name?: string } = {},
  ): Promise<Viewer> {
    return insertPerson(this.sql, this.units, Array.isArray(roles) ? roles : [roles], where);
  }

  /** Input of a named person's complaint on the phone; each call is another request. */
  request(changes: Record<string, unknown> = {}): Record<string, unknown> {
    this.keys += 1;
    return {
      idempotencyKey: `key-${this.keys}-${'0'.repeat(8)}`,
      type: 'COMPLAINT',
      channel: 'PHONE',
      text: `家里的自来水发黄三天了，请派人来看看。第${this.keys}次反映`,
      categoryCode: '05-01-01',
      areaCode: '990101001',
      place: `柳堤路${this.keys}号`,
      requester: { kind: 'PERSON', name: '李测试', phone: `1990000${String(1000 + this.keys)}` },
      ...changes,
    };
  }

  /** A received case with its first clocks' spans. @param receiver a call agent; null for a citizen's own report */
  async received(
    changes: Record<string, unknown> = {},
    receiver: Viewer | null | undefined = undefined,
  ): Promise<ReceivedTestCase> {
    const by = receiver === undefined ? await this.person('CA', { unit: 'ZWZX', team: 'HUAWU' }) : receiver;
    const actor = by ? ({ kind: 'USER', viewer: by } as const) : ({ kind: 'CITIZEN' } as const);
    const { id, number, checkCode } = await this.get(this.loaded.ReceiveCase).execute(this.request(changes), actor);
    await this.job(this.loaded.StartClocksJob, 'startClocks', id, { deadlines: NORMAL_SPANS, urgency: 2 });
    return { id, number, checkCode: checkCode ?? '' };
  }

  /** A case that has its lead unit. @returns the assignment's id besides */
  async assigned(
    unit = 'SWJ',
    changes: Record<string, unknown> = {},
  ): Promise<ReceivedTestCase & { assignmentId: string }> {
    const received = await this.received(changes);
    const { assignmentId } = await this.job(this.loaded.AssignUnitJob, 'assignUnit', received.id, { leadUnit: unit });
    return { ...received, assignmentId };
  }

  /** Key of the case's instance of a process; the first asks for it makes it, as the records would. */
  async instanceOf(caseId: string, processId = 'case-main', subjectId = ''): Promise<string> {
    const name = `${caseId}/${processId}/${subjectId}`;
    const known = this.instances.get(name);
    if (known) return known;
    const key = this.models.newKey();
    this.instances.set(name, key);
    await this.sql`
      insert into process_instances (engine_id, instance_key, process_id, process_version, definition_key, case_id, started_at)
      values (${this.engineId}, ${key}, ${processId}, 1, ${this.models.definitionKey(processId)}, ${caseId}, ${this.clock.now()})`;
    if (processId === 'case-main') {
      await this.sql`update cases set engine_id = ${this.engineId}, instance_key = ${key} where id = ${caseId}`;
    }
    return key;
  }

  /** The job the engine would push for a user task of a shipped model. */
  async userTaskJob(elementId: string, caseId: string, changes: Partial<UserTaskJob> = {}): Promise<UserTaskJob> {
    const { processId } = this.models.step(elementId);
    const [lead] = await this.sql<{ code: string; assignmentId: string }[]>`
      select u.code, a.id as "assignmentId" from assignments a join units u on u.id = a.unit_id
      where a.case_id = ${caseId} and a.kind = 'LEAD' and a.status not in ('RETURNED', 'EXITED')`;
    const [message] = await this.sql<{ variables: Record<string, string> }[]>`
      select command -> 'variables' as variables from outbox
      where case_id = ${caseId} and command ->> 'name' = ${this.models.startMessage(processId)}
        and (${changes.subjectId ?? null}::text is null or command -> 'variables' ->> 'subjectId' = ${changes.subjectId ?? null})
      order by id desc limit 1`;
    const variables = message?.variables ?? {};
    // Each co-unit has an instance of its own.
    const own = processId === 'co-handling' ? (variables.subjectId ?? '') : '';
    return {
      engineId: this.engineId,
      key: this.models.newKey(),
      instanceKey: await this.instanceOf(caseId, processId, own),
      elementInstanceKey: this.models.newKey(),
      elementId,
      processId,
      processVersion: 1,
      definitionKey: this.models.definitionKey(processId),
      headers: this.models.userTaskHeaders(elementId, { leadUnit: lead?.code ?? '', ...variables }),
      caseId,
      assignmentId: variables.assignmentId ?? lead?.assignmentId ?? null,
      subjectId: processId === 'case-main' ? null : (variables.subjectId ?? null),
      ...changes,
    };
  }

  /** Tells the tasks feature of a job, as stream and records do. */
  opened(job: UserTaskJob): Promise<void> {
    return this.database.inTransaction((sql) => this.get(this.loaded.UserTaskListener).opened(sql, job));
  }

  engineCompleted(jobKey: string): Promise<void> {
    return this.database.inTransaction((sql) =>
      this.get(this.loaded.UserTaskListener).completed(sql, this.engineId, jobKey),
    );
  }

  engineCanceled(jobKey: string): Promise<void> {
    return this.database.inTransaction((sql) =>
      this.get(this.loaded.UserTaskListener).canceled(sql, this.engineId, jobKey),
    );
  }

  /** The route reaches a user task. @returns id of the task */
  async open(elementId: string, caseId: string): Promise<string> {
    const job = await this.userTaskJob(elementId, caseId);
    await this.opened(job);
    return (await this.taskOfJob(job.key))?.id ?? '';
  }

  /** Opens a user task and completes it as this person. */
  async pass(elementId: string, caseId: string, result: Record<string, unknown>, by: Viewer): Promise<string> {
    const id = await this.open(elementId, caseId);
    await this.get(this.loaded.CompleteTask).execute(id, result, by);
    await this.engineCompleted((await this.task(id)).jobKey);
    return id;
  }

  /** Runs a service job of a shipped model; what goes in and out passes its contract. */
  async job<I, O>(
    type: Class<JobHandler<I, O>>,
    elementId: string,
    caseId: string,
    variables: Record<string, unknown> = {},
    jobKey = this.models.newKey(),
  ): Promise<O> {
    const handler = this.get(type);
    const { processId, headers } = this.models.step(elementId);
    const { input, output, type: jobType } = handler.definition;
    const answer = await handler.handle(input.parse({ caseId, ...variables }), {
      key: jobKey,
      type: jobType,
      instanceKey: await this.instanceOf(caseId, processId),
      elementInstanceKey: this.models.newKey(),
      elementId,
      processId,
      processVersion: 1,
      definitionKey: this.models.definitionKey(processId),
      headers,
      variables: { caseId, ...variables },
      retries: 3,
    });
    return output.parse(answer);
  }

  async task(id: string): Promise<TestTask> {
    const [row] = await this.sql<TestTask[]>`
      select *, job_key::text as "jobKey", holder_id as "holderId", due_at as "dueAt" from tasks where id = ${id}`;
    if (!row) throw new Error(`no task ${id}`);
    return row;
  }

  async taskOfJob(jobKey: string): Promise<{ id: string } | null> {
    const [row] = await this.sql<{ id: string }[]>`select id from tasks where job_key = ${jobKey}`;
    return row ?? null;
  }

  // biome-ignore lint/suspicious/noExplicitAny: a row as it is stored
  async case(id: string): Promise<any> {
    const [row] = await this.sql`select * from cases where id = ${id}`;
    return row;
  }

  outbox(caseId: string): Promise<OutboxRow[]> {
    return this.sql<OutboxRow[]>`select kind, lane, command from outbox where case_id = ${caseId} order by id`;
  }

  /** Variables of the last job completion of a case. */
  async sentOutputs(caseId: string): Promise<Record<string, unknown>> {
    const rows = await this.outbox(caseId);
    const last = rows.filter(({ kind }) => kind === 'COMPLETE_JOB').at(-1);
    return (last?.command.variables ?? {}) as Record<string, unknown>;
  }

  eventTypes(caseId: string): Promise<string[]> {
    return this.sql<{ type: string }[]>`select type from events where case_id = ${caseId} order by seq`.then((rows) =>
      rows.map(({ type }) => type),
    );
  }

  notices(userId: string): Promise<{ kind: string }[]> {
    return this.sql<
      { kind: string }[]
    >`select kind from notifications where user_id = ${userId} order by created_at, id`;
  }
}

export interface TestTask {
  id: string;
  jobKey: string;
  state: string;
  holderId: string | null;
  draft: unknown;
  result: unknown;
  name: string;
  dueAt: Date | number;
}
