import postgres from 'postgres';
import { type CaseView, readCase, receive, type Story, story, takeStep } from '../support/case-work.js';
import { GraphqlRefusal } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const CASES = 50;
/** Hands working at the same time. */
const HANDS = 6;
const PATIENCE_MS = 60_000;

interface Running {
  id: string;
  number: string;
  told: Story;
}

let system: TestSystem;
let staff: Staff;
let sql: postgres.Sql;
let cases: Running[] = [];

beforeAll(async () => {
  system = await startSystem();
  staff = new Staff(system);
  sql = postgres(system.adminUrl, { max: 3, onnotice: () => {} });
}, 180_000);

afterAll(async () => {
  await sql?.end();
  await system?.stop();
});

/** Every item by some hand, a few at a time. */
async function byManyHands<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const waiting = items.map((item, index) => ({ item, index }));
  const hand = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next.item, next.index);
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
}

/** Acts on the case until `acts` claims, contacts and completions are done or it is closed. */
async function workOn(kase: Running, acts: number): Promise<void> {
  for (let done = 0; done < acts; done += 1)
    await waitFor(
      async () => (await takeStep(staff, kase.id, kase.told)) !== 'WAITING',
      `${kase.number} can be worked on`,
      PATIENCE_MS,
      150,
    );
}

/**
 * One act on each case that is open now; what the engine still has the word on is left alone.
 * @returns how many people were told to try again later: the only answer there may be while a part is away
 */
async function touchAll(): Promise<number> {
  let putOff = 0;
  await byManyHands(cases, ({ id, told }) =>
    takeStep(staff, id, told).then(
      () => {},
      (error) => {
        if (!(error instanceof GraphqlRefusal) || error.code !== 'UNAVAILABLE') throw error;
        putOff += 1;
      },
    ),
  );
  return putOff;
}

const waitingCommands = async (): Promise<number> =>
  (await sql`select count(*)::int as n from outbox where state <> 'DONE'`)[0]?.n;

/** Commands that the relay holds in its hands: the engine may have them, or have answered. */
const commandsUnderWay = async (): Promise<number> =>
  (await sql`select count(*)::int as n from outbox where state = 'PENDING' and leased_by is not null`)[0]?.n;

const storedPosition = async (): Promise<string> =>
  (await sql`select max(position)::text as position from record_positions`)[0]?.position;

const exportedEverything = async (): Promise<boolean> => {
  const answer = await fetch(`http://${system.zeebeManagementAddress}/actuator/partitions`);
  const partitions = Object.values(
    (await answer.json()) as Record<string, { processedPosition: number; exportedPosition: number }>,
  );
  return partitions.every(({ processedPosition, exportedPosition }) => exportedPosition >= processedPosition);
};

/** The relay has said everything, the engine has exported everything, and every open case waits for a person. */
async function settled(): Promise<void> {
  await waitFor(
    async () => (await waitingCommands()) === 0 && (await exportedEverything()) && (await imbalances()).length === 0,
    'everything said, done and told',
    PATIENCE_MS,
    250,
  ).catch(async (error) => {
    throw new Error(`${error.message}\n${JSON.stringify(await imbalances(), null, 2)}\n${await system.logs()}`);
  });
}

/**
 * Cases that are not as they must be at rest: one route instance; if open, one open task of the route and the engine's one live user
 * task step and one live job, all of the same element instance; if closed, nothing alive; always one alarm for each running clock.
 */
function imbalances() {
  return sql`
    select c.number, c.status, c.closed_at is null as open, routes.n as routes, live.n as live, live.alarms, running.clocks, task.keys as tasks, step.keys as steps, job.keys as jobs
    from cases c
    cross join lateral (select count(*)::int as n from process_instances i where i.case_id = c.id and i.process_id = 'case-main') routes
    cross join lateral (
      select (count(*) filter (where i.process_id <> 'case-clock'))::int as n, (count(*) filter (where i.process_id = 'case-clock'))::int as alarms
      from process_instances i
      where i.case_id = c.id and i.state = 'ACTIVE'
    ) live
    cross join lateral (select count(*)::int as clocks from clocks k where k.case_id = c.id and k.state in ('RUNNING', 'PAUSED')) running
    cross join lateral (
      select array_agg(t.element_instance_key order by t.element_instance_key) as keys
      from tasks t
      where t.case_id = c.id and t.state in ('OPEN', 'CLAIMED', 'COMPLETING')
    ) task
    cross join lateral (
      select array_agg(s.element_instance_key order by s.element_instance_key) as keys
      from route_steps s
      join process_instances i using (engine_id, instance_key)
      where i.case_id = c.id and s.state = 'ACTIVE' and s.element_type = 'USER_TASK'
    ) step
    cross join lateral (
      select array_agg((r.value ->> 'elementInstanceKey')::bigint order by (r.value ->> 'elementInstanceKey')::bigint) as keys
      from engine_records r
      join process_instances i on i.engine_id = r.engine_id and i.instance_key = r.process_instance_key
      where i.case_id = c.id and r.value_type = 'JOB' and r.intent = 'CREATED' and r.value ->> 'type' = 'io.camunda.zeebe:userTask'
        and not exists (select from job_ends e where e.engine_id = r.engine_id and e.job_key = r.key)
    ) job
    where c.id = any(${cases.map(({ id }) => id)})
      and not (
        routes.n = 1 and live.alarms = running.clocks
        and case
          when c.closed_at is null then live.n = 1 and cardinality(task.keys) = 1 and step.keys = task.keys and job.keys = task.keys
          else live.n = 0 and task.keys is null and step.keys is null and job.keys is null
        end
      )`;
}

async function standing(): Promise<CaseView[]> {
  const views: CaseView[] = [];
  await byManyHands(cases, async ({ id }) => {
    views.push(await readCase(staff, { id }));
  });
  return views;
}

const ready = () =>
  waitFor(
    async () => (await fetch(`${system.url}/health/ready`)).status === 200,
    'the application is ready',
    PATIENCE_MS,
  );

describe('50 running cases survive kill -9', () => {
  it('starts with cases at mixed steps', async () => {
    const stories = Array.from({ length: CASES }, (_, index) => story({ reworks: index % 10 === 9 ? 1 : 0 }));
    cases = [];
    await byManyHands(stories, async (told, index) => {
      const kase = { ...(await receive(staff, told)), told };
      cases.push(kase);
      // 0 to 13 acts, from the quality check to the follow-up, most of them few.
      await workOn(kase, index % 3 === 0 ? (index * 5) % 14 : index % 5);
    });
    await settled();
    const steps = new Set(
      (await standing()).flatMap(({ tasks }) =>
        tasks.filter(({ state }) => state !== 'COMPLETED').map(({ kind }) => kind),
      ),
    );
    expect(steps.size).toBeGreaterThanOrEqual(6);
  }, 120_000);

  it('after commit: the application dies with answered mutations that the engine has not heard of', async () => {
    await system.kill9Engine();
    // Claims move nothing in the engine; the second act completes what the first has claimed.
    expect([await touchAll(), await touchAll()]).toEqual([0, 0]);
    await system.kill9App();
    expect(await waitingCommands()).toBeGreaterThan(CASES / 2);
    await Promise.all([system.restartEngine(), system.restartApp()]);
    await ready();
    await settled();
  }, 120_000);

  it('after send: the engine dies with commands under way', async () => {
    const acting = touchAll().then(() => touchAll());
    await waitFor(async () => (await commandsUnderWay()) > 0, 'commands are under way', 20_000, 5);
    await system.kill9Engine();
    try {
      expect(await acting).toBe(0);
    } finally {
      await system.restartEngine();
    }
    await settled();
  }, 120_000);

  it('after acknowledgement: PostgreSQL dies when the engine has answered, and the answer is not written down', async () => {
    const acting = touchAll().then(() => touchAll());
    await waitFor(async () => (await commandsUnderWay()) > 0, 'commands are under way', 20_000, 5);
    await system.kill9Database();
    try {
      expect(await acting).toBeGreaterThan(0);
    } finally {
      await system.restartDatabase();
    }
    await ready();
    await settled();
  }, 120_000);

  it('during intake: application and PostgreSQL die while records are being stored', async () => {
    await touchAll();
    const before = await storedPosition();
    await touchAll();
    await waitFor(async () => (await storedPosition()) !== before, 'records are being stored', 20_000, 5);
    await Promise.all([system.kill9App(), system.kill9Database()]);
    await system.restartDatabase();
    await system.restartApp();
    await ready();
    await settled();
  }, 120_000);

  it('leaves every case completable, no task lost or doubled, nothing stuck', async () => {
    await byManyHands(cases, (kase) => workOn(kase, 1).then(() => finish(kase)));
    await settled();
    const views = await standing();
    expect(views.map(({ status }) => status)).toEqual(cases.map(() => 'CLOSED'));
    const reworks = new Map(cases.map(({ id, told }) => [id, told.reworks]));
    for (const { id, reworkCount } of views) expect(reworkCount).toBe(reworks.get(id));

    const ids = cases.map(({ id }) => id);
    const doubled = await sql`
      select case_id, kind, count(*)
      from tasks t
      join cases c on c.id = t.case_id
      where case_id = any(${ids}) and state = 'COMPLETED'
      group by case_id, kind, c.rework_count
      having count(*) > case when kind in ('qualityCheck', 'acknowledge') then 1 else 1 + c.rework_count end`;
    expect([...doubled]).toEqual([]);
    const notCompleted = await sql`select kind, state from tasks where case_id = any(${ids}) and state <> 'COMPLETED'`;
    expect([...notCompleted]).toEqual([]);
    const completions = await sql`
      select task_id from events where case_id = any(${ids}) and type = 'task.completed' group by task_id having count(*) <> 1`;
    expect([...completions]).toEqual([]);
    expect(await waitingCommands()).toBe(0);
    expect([...(await sql`select * from incidents where resolved_at is null`)]).toEqual([]);
    expect([...(await sql`select * from parked_records where resolved_at is null`)]).toEqual([]);
  }, 180_000);

  async function finish(kase: Running): Promise<void> {
    await waitFor(
      async () => {
        let step = await takeStep(staff, kase.id, kase.told);
        while (step === 'ACTED') step = await takeStep(staff, kase.id, kase.told);
        return step === 'CLOSED';
      },
      `${kase.number} is closed`,
      PATIENCE_MS,
      150,
    );
  }
});
