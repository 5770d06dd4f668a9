import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';

const db = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'yousu-models-'));
testSettings(db.appUrl, { YOUSU_WORKFLOWS: folder });

const { Database } = await import('../database/database.js');
const { DeployModels, ForeignUserTask } = await import('./deploy-models.js');
const { ModelHistory } = await import('./model-history.js');

class HeardModels extends ModelHistory {
  names: string[] = [];
  async deployed(_sql: unknown, _engineId: number, models: { resourceName: string }[]): Promise<void> {
    this.names.push(...models.map(({ resourceName }) => resourceName));
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
  await db.sql`truncate packaged_deployments, deployed_resources`;
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
