import type { Viewer } from '../../api/src/access/viewer.js';
import { automaticMapping, engineMapping } from '../../common/src/instance-placement/element-mapping.js';
import { placementOf } from '../../common/src/instance-placement/placement.js';
import { type ProcessModel, readBpmn } from '../../common/src/model-lint/read-bpmn.js';
import { freePort } from '../../scripts/local/ports.mjs';
import { startEngine, type TestEngine } from '../support/engine.js';
import { FIRST_VERSION, PAIRS, SECOND_VERSION, small } from '../support/migration-models.js';
import { formText } from '../support/studio-kit.js';
import { NORMAL_SPANS, openUseCases, type UseCaseKit } from '../support/use-case-kit.js';
import { waitFor } from '../support/wait-for.js';

const CASES = 100;
const PATH = 'processes/case-main.bpmn';
const USER_TASK = 'io.camunda.zeebe:userTask';

let broker: TestEngine;
let kit: UseCaseKit;
let stopWorkers: () => Promise<void>;
let checker: Viewer;
let designer: Viewer;
let leader: Viewer;
const clock = { now: () => new Date() };

beforeAll(async () => {
  const port = await freePort();
  broker = await startEngine({ intakePort: port, user: 'engine', password: 'test-intake-password' });
  kit = await openUseCases(
    {
      ZEEBE_ADDRESS: broker.grpcAddress,
      ZEEBE_MANAGEMENT_ADDRESS: broker.managementAddress,
      YOUSU_INTAKE_PORT: String(port),
    },
    { clock },
  );
  const { EngineIdentity } = await import('../../api/src/process-engine/engine-identity.js');
  const { ProcessEngine } = await import('../../api/src/process-engine/process-engine.js');
  const { JobWorkers } = await import('../../api/src/process-engine/job-workers.js');
  const { OutboxRelay } = await import('../../api/src/outbox/outbox-relay.js');
  const { UserTaskListener } = await import('../../api/src/process-engine/user-task-listener.js');
  const { RecordIntake } = await import('../../api/src/engine-records/record-intake.js');
  const { StoreRecords } = await import('../../api/src/engine-records/store-records.js');
  const { MigrationWorker } = await import('../../api/src/features/migrations/migration-worker.js');
  const identity = kit.get(EngineIdentity);
  const engine = kit.get(ProcessEngine);
  const listener = kit.get(UserTaskListener);
  const intake = new RecordIntake(new StoreRecords(kit.database, identity, listener));
  const relay = new OutboxRelay(kit.database, engine, identity, listener);
  const workers = new JobWorkers(engine, { all: [] }, listener, kit.database, identity);
  const migrations = kit.get(MigrationWorker);
  await intake.start();
  await engine.deploy([{ name: 'forms/form-note.form', content: Buffer.from(formText('form-note')) }]);
  workers.start();
  relay.start();
  await migrations.start();
  stopWorkers = async () => {
    await migrations.stop();
    await relay.stop();
    await workers.stop();
    await intake.stop();
    await engine.close();
  };
  [checker, designer, leader] = await Promise.all([
    kit.person('QC', { unit: 'ZWZX', team: 'ZHIJIAN' }),
    kit.person('DE'),
    kit.person('LD'),
  ]);
}, 180_000);

afterAll(async () => {
  await stopWorkers?.();
  await kit?.close();
  await broker?.stop();
}, 60_000);

interface Task {
  id: string;
  caseId: string;
  state: string;
  element: string;
  version: number;
  instanceKey: string;
  holder: string | null;
  draft: { note: string } | null;
  dueAt: string;
  clockId: string | null;
}

const liveTasks = () => kit.sql<Task[]>`
  select id, case_id as "caseId", state, element_id as element, process_version as version, instance_key::text as "instanceKey", holder_id as holder, draft,
    due_at::text as "dueAt", clock_id as "clockId"
  from tasks where state in ('OPEN', 'CLAIMED', 'COMPLETING') and process_id = 'case-main' order by case_id`;

const deploy = async (content: string): Promise<number> => {
  const { ProcessEngine } = await import('../../api/src/process-engine/process-engine.js');
  const [deployed] = await kit.get(ProcessEngine).deploy([{ name: PATH, content: Buffer.from(content) }]);
  const { key = '', version = 0 } = deployed ?? {};
  await waitFor(
    async () => (await kit.sql`select from deployed_resources where key = ${key} and content is not null`).length === 1,
    `version ${version} is in the records`,
  );
  return version;
};

/** Cases whose first step a person holds with something written; of every second one the step is done, and the next one held likewise. */
async function standingCases(): Promise<Task[]> {
  const { ReceiveCase } = await import('../../api/src/features/cases/cases.public.js');
  const { ClockLedger } = await import('../../api/src/features/clocks/clocks.public.js');
  const ids: string[] = [];
  for (let n = 0; n < CASES; n += 1) {
    const { id } = await kit.get(ReceiveCase).execute(kit.request(), { kind: 'CITIZEN' });
    await kit.database.inTransaction((sql) => kit.get(ClockLedger).keepSpans(sql, id, NORMAL_SPANS));
    ids.push(id);
  }
  const first = await waitFor(
    async () => {
      const tasks = await liveTasks();
      return tasks.length === CASES ? tasks : null;
    },
    `${CASES} cases are at their first step`,
    60_000,
  );
  for (const [n, { id, caseId }] of first.entries()) {
    if (n % 2 === 1) await complete(id, `核对无误 ${caseId}`);
    else await hold(id, caseId);
  }
  const second = await waitFor(
    async () => {
      const tasks = (await liveTasks()).filter(({ element }) => element === 'decide');
      return tasks.length === CASES / 2 ? tasks : null;
    },
    'half of them are at the second',
    60_000,
  );
  for (const { id, caseId } of second) await hold(id, caseId);
  return liveTasks();
}

async function hold(id: string, note: string): Promise<void> {
  const { ClaimTask } = await import('../../api/src/features/tasks/claim-task.js');
  const { SaveDraft } = await import('../../api/src/features/tasks/save-draft.js');
  await kit.get(ClaimTask).execute(id, checker);
  await kit.get(SaveDraft).execute(id, { note }, checker);
}

async function complete(id: string, note: string): Promise<void> {
  const { CompleteTask } = await import('../../api/src/features/tasks/complete-task.js');
  await kit.get(CompleteTask).execute(id, { note }, checker);
}

async function migrationOf(id: string) {
  const { MigrationQueries } = await import('../../api/src/features/migrations/migration.queries.js');
  const queries = kit.get(MigrationQueries);
  const instances = await queries.instances(kit.database.sql, id, {}, { size: 200, after: null });
  return { migration: await queries.find(kit.database.sql, id), instances };
}

const liveRoutes = () => kit.sql<{ caseId: string; key: string; version: number }[]>`
  select case_id as "caseId", instance_key::text as key, process_version as version from process_instances
  where process_id = 'case-main' and state = 'ACTIVE' order by case_id`;

describe(`${CASES} live cases`, () => {
  let before: Task[];
  let from: number;
  let to: number;
  let migrationId: string;

  it('wait at two steps, held, with drafts', async () => {
    from = await deploy(FIRST_VERSION);
    before = await standingCases();
    expect(before.map(({ state }) => state)).toEqual(Array(CASES).fill('CLAIMED'));
    to = await deploy(SECOND_VERSION);
    expect(to).toBe(from + 1);
  }, 120_000);

  it('are planned one by one, before anything is done: in place, or re-seated where a timer watches over the step', async () => {
    const { PlanMigration } = await import('../../api/src/features/migrations/plan-migration.js');
    const { id, state } = await kit
      .get(PlanMigration)
      .execute({ processId: 'case-main', version: to, batchSize: 30 }, designer);
    migrationId = id;
    expect(state).toBe('PLANNED');
    const { instances } = await migrationOf(id);
    const shown = (element: string) => {
      const cases = new Set(before.filter((task) => task.element === element).map(({ caseId }) => caseId));
      const rows = instances.filter(({ caseId }) => cases.has(caseId ?? ''));
      const lines = rows.map(({ way, places, reasons }) =>
        [
          way,
          ...places.map((place) => `${place.from}>${place.to}`),
          ...reasons.map(({ code, side }) => `${code} ${side}`),
        ].join(', '),
      );
      return [...new Set(lines)];
    };
    expect(instances).toHaveLength(CASES);
    expect(shown('check')).toEqual(['IN_PLACE, check>verify']);
    expect(shown('decide')).toEqual(['RESEAT, decide>decide, boundary-event BEFORE, boundary-event AFTER']);
  });

  it('all come to the new version, while people go on submitting', async () => {
    const { DecideMigration } = await import('../../api/src/features/migrations/decide-migration.js');
    await kit.get(DecideMigration).execute(migrationId, { decision: 'APPROVED', revision: 1 }, leader);
    // Some submit while their case is under way, whatever is being done to it.
    const busy = before.filter(({ element }) => element === 'decide').slice(-6);
    for (const { id, caseId } of busy) {
      await waitFor(
        async () => (await kit.sql`select from instance_moves where case_id = ${caseId}`).length > 0,
        'its turn has come',
        60_000,
      );
      await complete(id, `已决定 ${caseId}`);
    }
    const { migration, instances } = await waitFor(
      async () => {
        const now = await migrationOf(migrationId);
        return now.migration?.state === 'DONE' ? now : null;
      },
      'the migration is done',
      120_000,
    );
    expect(migration?.state).toBe('DONE');
    expect(
      instances
        .filter(({ state }) => state !== 'MOVED' && state !== 'ENDED')
        .map(({ state, failure, failureText }) => ({ state, failure, failureText })),
    ).toEqual([]);
    expect(new Set(instances.map(({ batch }) => batch))).toEqual(new Set([1, 2, 3, 4]));
    const ended = await waitFor(
      async () => {
        const rows = await kit.sql<{ id: string; state: string; result: { note: string } }[]>`
        select id, state, result from tasks where id in ${kit.sql(busy.map(({ id }) => id))}`;
        return rows.every(({ state }) => state === 'COMPLETED') ? rows : null;
      },
      'what they submitted was taken by the engine, not refused',
      60_000,
    );
    expect(ended.map(({ result }) => result.note.startsWith('已决定'))).toEqual(Array(busy.length).fill(true));
  }, 200_000);

  it('keep their tasks: the same rows, holders, drafts, limits and clocks, at the elements of the new version', async () => {
    const live = await waitFor(
      async () => {
        const tasks = await liveTasks();
        return tasks.length === CASES - 6 && tasks.every(({ version }) => version === to) ? tasks : null;
      },
      'every task says the new version',
      30_000,
    );
    const was = new Map(before.map((task) => [task.id, task]));
    for (const task of live) {
      const old = was.get(task.id);
      expect({ ...task }).toEqual({
        ...old,
        version: to,
        element: old?.element === 'check' ? 'verify' : 'decide',
        instanceKey: old?.element === 'check' ? old.instanceKey : expect.not.stringMatching(old?.instanceKey ?? ''),
      });
      expect(task.draft?.note).toBe(task.caseId);
    }
    const [stopped] = await kit.sql<{ n: number }[]>`
      select count(*)::integer as n from clocks k join tasks t on t.clock_id = k.id where t.state = 'CLAIMED' and k.state <> 'RUNNING'`;
    expect(stopped?.n).toBe(0);
    const canceled = await kit.sql`select from events where type in ('task.canceled', 'task.refused')`;
    expect(canceled).toHaveLength(0);
  });

  it('stand on the lists of those whom the new version names', async () => {
    const groups = await kit.sql<{ element: string; groups: string[] }[]>`
      select element_id as element, array_agg(distinct group_name) as groups
      from tasks t join task_candidates c on c.task_id = t.id where t.state = 'CLAIMED' group by element_id order by 1`;
    expect(groups.map((row) => ({ ...row }))).toEqual([
      { element: 'decide', groups: ['role:DI'] },
      { element: 'verify', groups: ['role:QC'] },
    ]);
  });

  it('have one live route each, which the case knows, and tell in their history what was done', async () => {
    const routes = await waitFor(
      async () => {
        const rows = await liveRoutes();
        return rows.length === CASES - 6 ? rows : null;
      },
      'one live route for each case that goes on',
      30_000,
    );
    expect(new Set(routes.map(({ caseId }) => caseId)).size).toBe(CASES - 6);
    expect(new Set(routes.map(({ version }) => version))).toEqual(new Set([to]));
    const known = await kit.sql<{ id: string; key: string }[]>`
      select id, instance_key::text as key from cases where id in ${kit.sql(routes.map(({ caseId }) => caseId))} order by id`;
    expect(known.map(({ key }) => key)).toEqual(routes.map(({ key }) => key));
    const told = await kit.sql<{ way: string; n: number }[]>`
      select body ->> 'way' as way, count(*)::integer as n from events where type = 'case.migrated' group by 1 order by 1`;
    expect(told.map((row) => ({ ...row }))).toEqual([
      { way: 'IN_PLACE', n: CASES / 2 },
      { way: 'RESEAT', n: expect.any(Number) },
    ]);
    expect(await kit.sql`select from ops_alarms`).toHaveLength(0);
    expect(await kit.sql`select from outbox where state = 'POISONED'`).toHaveLength(0);
  });

  it('go on in the new version: a step that was moved leads to the one put behind it', async () => {
    const [moved] = (await liveTasks()).filter(({ element }) => element === 'verify');
    await complete(moved?.id ?? '', '核对无误');
    const next = await waitFor(async () => {
      const tasks = (await liveTasks()).filter(({ caseId }) => caseId === moved?.caseId);
      return tasks[0]?.element === 'confirm' ? tasks[0] : null;
    }, 'the new step stands on lists');
    expect(next.version).toBe(to);
    const jobs =
      await kit.sql`select from engine_records where value_type = 'JOB' and value ->> 'type' = ${USER_TASK} and intent = 'COMPLETED'`;
    expect(jobs.length).toBeGreaterThan(CASES / 2);
  });
});

describe('the engine', () => {
  it.each(PAIRS)('agrees with the placement: %s', async (name, before, after) => {
    const { ProcessEngine } = await import('../../api/src/process-engine/process-engine.js');
    const { EngineConflict, EngineRefused } = await import('../../api/src/process-engine/engine-errors.js');
    const engine = kit.get(ProcessEngine);
    const id = `pair${PAIRS.findIndex(([each]) => each === name)}`;
    const put = async (inside: string): Promise<{ key: string; model: ProcessModel }> => {
      const content = small(id, inside);
      const [deployed] = await engine.deploy([{ name: `${id}.bpmn`, content: Buffer.from(content) }]);
      return { key: deployed?.key ?? '', model: (await readBpmn(id, content)).processes[0] as ProcessModel };
    };
    const [old, next] = [await put(before), await put(after)];
    const mapping = automaticMapping(old.model, next.model);
    const { way, at } = placementOf(old.model, next.model, mapping)({ active: ['a'] });
    const instance = await engine.startAt(old.key, ['a'], { k: id, items: [1, 2] });
    const plan = { targetDefinitionKey: next.key, mapping: engineMapping(old.model, next.model, mapping) };
    const moved = await engine.migrateInstance(instance, plan).then(
      () => true,
      (failure: unknown) => {
        if (failure instanceof EngineConflict || failure instanceof EngineRefused) return false;
        throw failure;
      },
    );
    expect({ way, moved }).toEqual({ way: moved ? 'IN_PLACE' : 'RESEAT', moved });
    await engine.cancelInstance(instance);
    if (moved) return;
    const seats = at.map(({ to }) => to);
    await engine.cancelInstance(await engine.startAt(next.key, seats, { k: id, items: [1, 2] }));
  });
});
