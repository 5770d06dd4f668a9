import { type Client, createClient } from 'graphql-sse';
import postgres from 'postgres';
import { findTask, receive, story, work } from '../support/case-work.js';
import { anonymous, type GraphqlClient, signIn } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

const TASKS = 'subscription { taskListChanged { taskId caseId state actorId } }';
const CLAIM = 'mutation Claim($id: ID!) { claimTask(id: $id) { holder { id } } }';
const RELEASE = 'mutation Release($id: ID!) { releaseTask(id: $id) { id } }';

interface TaskChange {
  taskId: string;
  caseId: string;
  state: string;
  actorId: string | null;
}

let system: TestSystem;
let staff: Staff;
let sql: postgres.Sql;
/** A task of the quality checkers that is claimed and released to be heard of. */
let bell: string;
const open: Client<true>[] = [];

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  sql = postgres(system.adminUrl, { max: 1, onnotice: () => {} });
  const { number } = await receive(staff, story());
  bell = (await findTask(staff, 'zhijian', number, 'qualityCheck')).id;
});

afterEach(() => {
  for (const client of open.splice(0)) client.dispose();
});

afterAll(() => sql?.end());

/** A browser's one stream, as the pages open it. */
interface Browser {
  tasks: TaskChange[];
  cases: { caseId: string; number: string }[];
  /** How often it was told to read everything again. */
  again: number;
  /** What ended the subscriptions: an error, or null when the server completed them. */
  ended: unknown[];
}

async function openBrowser(person: Pick<GraphqlClient, 'headers'>, caseId?: string): Promise<Browser> {
  const seen: Browser = { tasks: [], cases: [], again: 0, ended: [] };
  let connected = false;
  const client = createClient({
    singleConnection: true,
    lazy: false,
    url: `${system.url}/graphql/stream`,
    headers: person.headers,
    retryAttempts: 0,
    onNonLazyError: (error) => seen.ended.push(error),
    on: {
      connected: () => {
        connected = true;
      },
    },
  });
  open.push(client);
  const sink = <T>(next: (data: T) => void) => ({
    next: ({ data }: { data?: T | null }) => {
      if (data) next(data);
    },
    error: (error: unknown) => seen.ended.push(error),
    complete: () => seen.ended.push(null),
  });
  client.subscribe<{ taskListChanged: TaskChange }>(
    { query: TASKS },
    sink((data) => seen.tasks.push(data.taskListChanged)),
  );
  client.subscribe<{ caseChanged: Browser['cases'][0] }>(
    { query: 'subscription One($id: ID) { caseChanged(caseId: $id) { caseId number } }', variables: { id: caseId } },
    sink((data) => seen.cases.push(data.caseChanged)),
  );
  client.subscribe<{ muchChanged: boolean }>(
    { query: 'subscription { muchChanged }' },
    sink(() => {
      seen.again += 1;
    }),
  );
  await waitFor(() => connected || seen.ended.length > 0, 'the stream is open or refused');
  return seen;
}

/** Until the server follows for this browser, nothing may be concluded from silence: a task goes to and fro until it is told. */
async function listening(browser: Browser): Promise<void> {
  const person = await staff.as('zhijian2');
  await waitFor(
    async () => {
      await person.mutate(CLAIM, { id: bell });
      await person.mutate(RELEASE, { id: bell });
      return browser.tasks.length > 0;
    },
    'the stream listens',
    20_000,
    250,
  );
}

const ofCase = (browser: Browser, caseId: string) => browser.tasks.filter((change) => change.caseId === caseId);

describe('the one stream of a browser', () => {
  it('tells everybody once when more changed than anybody wants to hear one by one', async () => {
    const browsers = [await openBrowser(await staff.as('zhijian')), await openBrowser(await staff.as('duban'))];
    await Promise.all(browsers.map(listening));
    await sql`select pg_notify('changes', '{"kind":"many"}')`;
    for (const browser of browsers) await waitFor(() => browser.again > 0, 'it is told to read again');
    expect(browsers.map(({ again }) => again)).toEqual([1, 1]);
  });

  it('tells every change of what I may see, and nothing to those who may not', async () => {
    const checker = await openBrowser(await staff.as('zhijian'));
    const supervisor = await openBrowser(await staff.as('duban'));
    const handler = await openBrowser(await staff.as('chengban'));
    const elsewhere = await openBrowser(await staff.as('gxj.ha'));
    const designer = await openBrowser(await staff.as('sheji'));
    await Promise.all([listening(checker), listening(supervisor)]);

    const told = story();
    const kase = await receive(staff, told);
    const task = await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    const claimed = await (await staff.as('zhijian2')).mutate(CLAIM, { id: task.id });
    const actorId = claimed.claimTask.holder.id;
    for (const browser of [checker, supervisor])
      await waitFor(() => ofCase(browser, kase.id).length >= 2, 'opening and claim are told');
    expect(ofCase(checker, kase.id)).toEqual([
      { taskId: task.id, caseId: kase.id, state: 'OPEN', actorId: null },
      { taskId: task.id, caseId: kase.id, state: 'CLAIMED', actorId },
    ]);

    await (await staff.as('zhijian2')).mutate(RELEASE, { id: task.id });
    await work(staff, 'zhijian', { ...kase, told }, 'qualityCheck');
    await waitFor(
      () => ofCase(handler, kase.id).some(({ state }) => state === 'OPEN'),
      'the next task reaches its unit',
    );
    // The same moments passed for those who may not know; theirs went by in silence.
    expect(ofCase(handler, kase.id).every(({ taskId }) => taskId !== task.id)).toBe(true);
    expect(elsewhere.tasks).toEqual([]);
    expect(designer.tasks).toEqual([]);
    expect([checker, supervisor, handler, elsewhere, designer].flatMap(({ ended }) => ended)).toEqual([]);
  });

  it('tells the changes of one case to its page, and of no other', async () => {
    const told = story();
    const kase = await receive(staff, told);
    await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    const page = await openBrowser(await staff.as('zhijian'), kase.id);
    await listening(page);
    const urge = 'mutation Urge($id: ID!) { urgeCase(caseId: $id) { id } }';
    await (await staff.as('huawu')).mutate(urge, { id: kase.id });
    await waitFor(() => page.cases.length > 0, 'the urge is told');
    expect(new Set(page.cases.map(({ number }) => number))).toEqual(new Set([kase.number]));
  });

  it('goes on after the requests that opened it are long answered', async () => {
    const checker = await openBrowser(await staff.as('zhijian'));
    await listening(checker);
    for (let n = 0; n < 3; n += 1) {
      const kase = await receive(staff, story());
      await waitFor(() => ofCase(checker, kase.id).length > 0, `change ${n} is told`);
    }
    expect(checker.ended).toEqual([]);
  });
});

describe("the stream of a citizen's page", () => {
  const PROGRESS = 'subscription Progress($key: CitizenKey!) { caseProgressChanged(key: $key) }';
  const URGE = 'mutation Urge($id: ID!) { urgeCase(caseId: $id) { id } }';
  const follow = ({ number, checkCode }: { number: string; checkCode: string }) => {
    const stream = anonymous(system.url).subscribe(PROGRESS, { key: { number, checkCode } });
    closing.push(stream.close);
    return stream;
  };
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  it('tells number and check code that their case changed, nothing of it, and nothing of another', async () => {
    const [mine, other] = [await receive(staff, story()), await receive(staff, story())];
    for (const { number } of [mine, other]) await findTask(staff, 'zhijian', number, 'qualityCheck');
    const [page, theirs] = [follow(mine), follow(other)];
    await Promise.all([page.open, theirs.open]);
    const before = theirs.events.length;
    await (await staff.as('huawu')).mutate(URGE, { id: mine.id });
    await waitFor(() => page.events.length > 0, 'the urge is told');
    expect(page.events[0]).toEqual({ caseProgressChanged: true });
    expect(theirs.events.length).toBe(before);
    await (await staff.as('huawu')).mutate(URGE, { id: other.id });
    await waitFor(() => theirs.events.length > before, 'the other urge is told');
  });

  it('tells that very much changed', async () => {
    const page = follow(await receive(staff, story()));
    await page.open;
    const before = page.events.length;
    await sql`select pg_notify('changes', '{"kind":"many"}')`;
    await waitFor(() => page.events.length > before, 'it is told to read again');
  });

  it('is refused to a wrong pair as the case itself is, and the try counts', async () => {
    const { number, checkCode } = await receive(staff, story());
    const wrong = { number, checkCode: checkCode === 'ABCD2345' ? 'ABCD2346' : 'ABCD2345' };
    const ask =
      'query Ask($number: String!, $checkCode: String!) { caseProgress(number: $number, checkCode: $checkCode) { title } }';
    const refusals = [
      await refusal('/graphql', ask, wrong),
      await refusal('/graphql/stream', PROGRESS, { key: wrong }),
    ];
    expect(refusals[0]).toMatchObject({ code: 'NOT_FOUND', name: 'WrongCheckCode' });
    expect(refusals[1]).toEqual(refusals[0]);
    const [tries] = await sql`select count(*)::int as n from progress_attempts where key = ${`number:${number}`}`;
    expect(tries?.n).toBe(2);
    await sql`delete from progress_attempts where at in (select at from progress_attempts where key = ${`number:${number}`})`;
  });

  it('gives nobody what staff follow', async () => {
    const { number, checkCode } = await receive(staff, story());
    const key = { number, checkCode };
    for (const query of [
      'subscription { muchChanged }',
      `${PROGRESS} subscription Tasks { taskListChanged { taskId } }`,
      'subscription Progress($key: CitizenKey!) { ...Tasks caseProgressChanged(key: $key) } fragment Tasks on Subscription { muchChanged }',
    ]) {
      const response = await post('/graphql/stream', query, { key });
      expect([response.status, await response.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
    }
  });

  it('is one of so many from one address, and none hangs on after its page is gone', async () => {
    const { number, checkCode } = await receive(staff, story());
    const key = { number, checkCode };
    const leaving = new AbortController();
    let opened = 0;
    let refused: Response | undefined;
    while (!refused && opened < 1000) {
      const response = await post('/graphql/stream', PROGRESS, { key }, leaving.signal);
      if (response.status === 200) opened += 1;
      else refused = response;
    }
    expect([refused?.status, await refused?.json()]).toMatchObject([429, { code: 'RATE_LIMITED' }]);
    leaving.abort();
    await waitFor(async () => {
      const ended = new AbortController();
      const { status } = await post('/graphql/stream', PROGRESS, { key }, ended.signal);
      ended.abort();
      return status === 200;
    }, 'there is room again');
  });
});

function post(path: string, query: string, variables: object, signal?: AbortSignal): Promise<Response> {
  const accept = path === '/graphql' ? 'application/json' : 'text/event-stream';
  return fetch(`${system.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query, variables }),
    signal: signal ?? null,
  });
}

/** The extensions of the only error that is answered. */
async function refusal(path: string, query: string, variables: object): Promise<unknown> {
  const text = await (await post(path, query, variables)).text();
  const [answer] = text.split('\n').filter((line) => /^(data: )?\{/.test(line));
  return JSON.parse((answer ?? '').replace('data: ', '')).errors[0].extensions;
}

describe('a stream is refused or closed', () => {
  it('without a session', async () => {
    const nobody = await openBrowser(anonymous(system.url));
    await waitFor(() => nobody.ended.length > 0, 'it is refused');
    expect(String((nobody.ended[0] as Error).message)).toMatch(/401/);
    const response = await fetch(`${system.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: TASKS }),
    });
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
  });

  it('at logout, in every tab, at once', async () => {
    const person = await signIn(system.url, 'zhijian2', system.demoPassword);
    const browser = await openBrowser(person);
    await listening(browser);
    await person.mutate('mutation { logout }');
    await waitFor(() => browser.ended.length > 0, 'the stream has ended');
    const told = browser.tasks.length;
    const kase = await receive(staff, story());
    await findTask(staff, 'zhijian', kase.number, 'qualityCheck');
    expect(browser.tasks.length).toBe(told);
  });

  it('when the account is closed', async () => {
    const person = await signIn(system.url, 'zhijian2', system.demoPassword);
    const browser = await openBrowser(person);
    await listening(browser);
    await sql`update users set active = false where login = 'zhijian2'`;
    try {
      await waitFor(() => browser.ended.length > 0, 'the stream has ended', 40_000);
    } finally {
      await sql`update users set active = true where login = 'zhijian2'`;
    }
  });

  it("when somebody uses another person's stream", async () => {
    const mine = await staff.as('zhijian');
    const reserved = await fetch(`${system.url}/graphql/stream`, { method: 'PUT', headers: mine.headers });
    expect(reserved.status).toBe(201);
    const token = await reserved.text();
    expect(token.length).toBeGreaterThanOrEqual(32);
    const other = await staff.as('chengban');
    const taken = await fetch(`${system.url}/graphql/stream`, {
      headers: { ...other.headers, accept: 'text/event-stream', 'x-graphql-event-stream-token': token },
    });
    expect(taken.status).toBeGreaterThanOrEqual(400);
    await taken.text();
  });

  it('for documents that are no subscription, or too large', async () => {
    const mine = await staff.as('zhijian');
    for (const query of [
      '{ me { csrfToken } }',
      'mutation { logout }',
      `subscription { ${Array.from({ length: 401 }, (_, n) => `n${n}: taskListChanged { taskId }`).join(' ')} }`,
    ]) {
      const response = await fetch(`${system.url}/graphql/stream`, {
        method: 'POST',
        headers: { ...mine.headers, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      await response.text();
    }
    expect((await mine.query('{ me { user { login } } }')).me.user.login).toBe('zhijian');
  });
});
