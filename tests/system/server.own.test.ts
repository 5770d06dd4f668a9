import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { ROOT } from '../../scripts/local/paths.mjs';
import { type CaseView, readCase, receive, story, takeStep } from '../support/case-work.js';
import { signIn } from '../support/graphql-client.js';
import { type ApplicationProcess, ServerProcesses } from '../support/server-processes.js';
import { Staff } from '../support/staff.js';
import { waitFor } from '../support/wait-for.js';

const PASSWORD = 'of-the-test-city';
const ME = 'query { me { user { login } } }';
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { id } }';
const RELEASE = 'mutation Release($id: ID!) { releaseTask(id: $id) { id } }';

/** What docker/compose.yaml starts, as plain processes, with two applications side by side. */
describe('a server', () => {
  const server = new ServerProcesses();
  let first: ApplicationProcess;
  let second: ApplicationProcess;
  let sql: postgres.Sql;

  beforeAll(async () => {
    await server.start();
  }, 90_000);
  afterAll(async () => {
    await sql?.end({ timeout: 1 });
    await server.stop();
  });

  it('is migrated by the owner, and a second time nothing is new', () => {
    const { length } = readdirSync(join(ROOT, 'migrations')).filter((name) => name.endsWith('.sql'));
    expect(server.migrate()).toMatch(new RegExp(`^PostgreSQL 18\\S*: ${length} migrations applied\n$`));
    expect(server.migrate()).toMatch(/: nothing new\n$/);
  });

  it('serves pages and the first administrator with the settings of compose.yaml, and owns nothing', async () => {
    first = await server.application('first', { YOUSU_TRUSTED_PROXIES: 'loopback' });
    await first.start();
    expect(first.isHealthy()).toBe(true);
    expect((await fetch(first.url)).headers.get('content-type')).toContain('text/html');
    const administrator = await signIn(first.url, 'admin', server.secret('admin-password'));
    expect((await administrator.query(ME)).me.user.login).toBe('admin');
    sql = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
    const owned = await sql`select from pg_class where pg_get_userbyid(relowner) = 'yousu_app'`;
    expect(owned.length).toBe(0);
  }, 90_000);

  it('believes the proxies it is told to believe, and nobody else', async () => {
    server.addDemoCity();
    second = await server.application('second', { YOUSU_DEMO: '1', YOUSU_DEMO_PASSWORD: PASSWORD });
    await second.start();
    const left = async ({ url }: ApplicationProcess, citizen: string) =>
      Number(
        (await fetch(`${url}/health/live`, { headers: { 'x-forwarded-for': citizen } })).headers.get(
          'x-ratelimit-remaining',
        ),
      );
    // Each citizen has a limit of their own behind a proxy that is believed; others are one address, whatever they say.
    expect(await left(first, '203.0.113.1')).toBe(await left(first, '203.0.113.2'));
    expect(await left(second, '203.0.113.1')).toBeGreaterThan(await left(second, '203.0.113.2'));
  }, 90_000);

  it('carries a case to its close over both, one of which is killed on the way', async () => {
    await server.engineReady();
    expect(server.engineIsHealthy()).toBe(true);
    const hands = [first, second].map(({ url }) => new Staff({ url, demoPassword: PASSWORD }));
    const [here, there] = hands as [Staff, Staff];
    const told = story();
    const { id, number } = await receive(here, told);
    const steps = async (until: (kase: CaseView) => boolean, people: Staff[]) => {
      let turn = 0;
      await waitFor(
        async () => {
          if ((await takeStep(people[turn % people.length] as Staff, id, told)) === 'ACTED') turn += 1;
          return until(await readCase(people[turn % people.length] as Staff, { id }));
        },
        `${number} goes on`,
        90_000,
        100,
      ).catch((error) => {
        throw new Error(`${error.message}\n${server.logs()}`);
      });
    };
    const reached = (kind: string, states: string[]) => (kase: CaseView) =>
      kase.tasks.some((task) => task.kind === kind && states.includes(task.state));

    await waitFor(
      async () => reached('qualityCheck', ['OPEN'])(await readCase(there, { id })),
      'the other one knows it',
      60_000,
    );
    const task = (await readCase(there, { id })).tasks.find(({ kind }) => kind === 'qualityCheck');
    const screen = (await there.as('duban')).subscribe('subscription { taskListChanged { taskId state } }');
    try {
      await screen.open;
      const checker = await here.as('zhijian');
      // Until the server follows for this screen, nothing may be concluded from silence.
      await waitFor(
        async () => {
          await checker.mutate(CLAIM, { id: task?.id });
          await checker.mutate(RELEASE, { id: task?.id });
          return screen.events.length > 0;
        },
        'what happens in one process is told by the other',
        20_000,
        250,
      );
      expect(screen.events[0]?.taskListChanged.taskId).toBe(task?.id);
    } finally {
      screen.close();
    }

    await steps(reached('draftReply', ['OPEN', 'CLAIMED']), hands);
    // Answered, and perhaps not yet told to the engine, whose streams and records lead here too.
    await steps(reached('draftReply', ['COMPLETING', 'COMPLETED']), [here]);
    const handler = await here.as('chengban');
    await first.kill9();
    expect(first.isHealthy()).toBe(false);
    const answer = await fetch(`${second.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...handler.headers },
      body: JSON.stringify({ query: ME }),
    });
    expect(await answer.json()).toMatchObject({ data: { me: { user: { login: 'chengban' } } } });

    await steps(({ closedAt }) => closedAt !== null, [there]);
    expect(await readCase(there, { id })).toMatchObject({ status: 'CLOSED', reworkCount: 0 });
    const history = await sql`
      select count(*) filter (where type = 'task.completed')::int as completions, count(distinct task_id) filter (where type = 'task.completed')::int as tasks
      from events where case_id = ${id}`;
    expect(history[0]?.completions).toBe(history[0]?.tasks);
    await waitFor(
      async () =>
        (await sql`select from process_instances where case_id = ${id} and state = 'ACTIVE'`).length === 0 &&
        (await sql`select from outbox where state <> 'DONE'`).length === 0,
      'the records of its end come in, and everything is said',
      60_000,
    );

    await first.start();
    expect(await readCase(here, { id })).toMatchObject({ status: 'CLOSED' });
  }, 240_000);
});
