import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';

const db = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'yousu-models-'));
await testSettings(db.appUrl, { YOUSU_WORKFLOWS: folder });

const { Database } = await import('../database/database.js');
const { DeployModels } = await import('./deploy-models.js');
const { ForeignUserTask } = await import('./packaged-files.js');
const { ModelHistory } = await import('./model-history.js');

class HeardModels extends ModelHistory {
  names: string[] = [];
  offers: string[] = [];
  async deployed(_sql: unknown, _engineId: number, models: { resourceName: string }[]): Promise<void> {
    this.names.push(...models.map(({ resourceName }) => resourceName));
  }
  async offered(_sql: unknown, _engineId: number, offers: { path: string }[]): Promise<void> {
    this.offers.push(...offers.map(({ path }) => path));
  }
}

const history = new HeardModels();
const { EngineIdentity } = await import('./engine-identity.js');
const { FakeEngine } = await import('./fake.engine.js');
const { EngineRefused } = await import('./engine-errors.js');

const database = new Database();
const identity = new EngineIdentity(database);
await identity.load();
const clock = { now: () => new Date('2026-11-21T08:00:00Z') };

let engine: InstanceType<typeof FakeEngine>;
let models: InstanceType<typeof DeployModels>;

beforeEach(async () => {
  engine = new FakeEngine();
  // The fake has no jobs, as a real engine has none with the key that asks whether it is ready.
  engine.gone.add(String(2n ** 51n));
  models = new DeployModels(engine, database, identity, clock, history);
  await db.sql`truncate packaged_deployments, deployed_resources, model_offers`;
  history.offers = [];
  for (const name of ['processes', 'decisions', 'forms']) await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'processes/route.bpmn'), '<bpmn:process name="办理" version="A"/>');
  await writeFile(join(folder, 'decisions/rules.dmn'), '<decision/>');
  await writeFile(join(folder, 'forms/note.form'), '{}');
  await writeFile(join(folder, 'processes/README.md'), 'not a model');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.onApplicationShutdown();
  await db.drop();
});

const write = (version: string): Promise<void> =>
  writeFile(join(folder, 'processes/route.bpmn'), `<bpmn:process name="办理" version="${version}"/>`);

const deployments = (): string[] =>
  engine.sent.filter(({ command }) => command === 'deploy').map(({ subject }) => subject);

it('deploys everything in one call and remembers what it deployed', async () => {
  const all = ['processes/route.bpmn', 'decisions/rules.dmn', 'forms/note.form'];
  expect(await models.execute()).toEqual(all);
  expect(deployments()).toEqual([all.join(' ')]);
  const rows =
    await db.sql`select kind, resource_name, content, length(sha256) as digest from deployed_resources order by kind`;
  expect(rows.map((row) => ({ ...row }))).toContainEqual({
    kind: 'PROCESS',
    resource_name: 'processes/route.bpmn',
    content: '<bpmn:process name="办理" version="A"/>',
    digest: 64,
  });
});

it('deploys only what is new, and never what was deployed before', async () => {
  await models.execute();
  expect(await models.execute()).toEqual([]);
  await write('B');
  expect(await models.execute()).toEqual(['processes/route.bpmn']);
  await write('A');
  expect(await models.execute()).toEqual([]);
  expect(deployments()).toHaveLength(2);
});

it('tells the history of each deployment once', async () => {
  history.names = [];
  await models.execute();
  await models.execute();
  expect(history.names.filter((name) => name === 'processes/route.bpmn')).toHaveLength(1);
});

it('waits for an engine that is not there yet', async () => {
  engine.state = 'UNAVAILABLE';
  let tries = 0;
  engine.beforeCommand = () => {
    tries += 1;
    if (tries === 3) engine.state = 'UP';
  };
  await models.execute();
  expect(tries).toBe(3);
  expect(deployments()).toHaveLength(1);
});

it('refuses a process with user tasks of a foreign kind before it asks the engine', async () => {
  await writeFile(join(folder, 'processes/route.bpmn'), '<bpmn:userTask id="a"><zeebe:userTask /></bpmn:userTask>');
  await expect(models.execute()).rejects.toThrow(ForeignUserTask);
  expect(engine.sent).toEqual([]);
});

it('remembers nothing of a deployment that the engine refused', async () => {
  engine.refused.add('processes/route.bpmn decisions/rules.dmn forms/note.form');
  await expect(models.execute()).rejects.toThrow(EngineRefused);
  expect(await db.sql`select 1 from packaged_deployments`).toHaveLength(0);
});

describe('over a version that a designer has deployed', () => {
  const release = '0199d000-0000-7000-8000-000000000009';

  beforeAll(async () => {
    const [user] = await db.sql`
      insert into users (id, login, name, password_hash, created_at)
      values ('0199d000-0000-7000-8000-000000000008', 'designer', '设计', 'none', now())
      returning id`;
    await db.sql`
      insert into releases (id, number, title, proposed_by, proposed_at) values (${release}, 'R-2026-0001', '改', ${user!.id}, now())`;
  });

  beforeEach(async () => {
    await models.execute();
    await db.sql`update deployed_resources set release_id = ${release}, sha256 = 'another' where kind = 'PROCESS'`;
  });

  const offers = () => db.sql`select path, dismissed_at is null as open from model_offers order by offered_at, open`;

  it('a packaged file becomes an offer, once, and everything else is deployed', async () => {
    await write('C');
    await writeFile(join(folder, 'forms/note.form'), '{"new": true}');
    expect(await models.execute()).toEqual(['forms/note.form']);
    expect(await models.execute()).toEqual([]);
    expect(history.offers).toEqual(['processes/route.bpmn']);
    expect([...(await offers())]).toEqual([{ path: 'processes/route.bpmn', open: true }]);
  });

  it('a newer file takes the place of the offer that still waits', async () => {
    await write('C');
    await models.execute();
    await write('D');
    await models.execute();
    expect([...(await offers())]).toEqual([
      { path: 'processes/route.bpmn', open: false },
      { path: 'processes/route.bpmn', open: true },
    ]);
  });

  it('what the designer’s version says anyway is not offered', async () => {
    await write('C');
    const content = '<bpmn:process name="办理" version="C"/>';
    const sha256 = createHash('sha256').update(content).digest('hex');
    await db.sql`update deployed_resources set sha256 = ${sha256} where kind = 'PROCESS'`;
    expect(await models.execute()).toEqual([]);
    expect(await offers()).toHaveLength(0);
  });
});
