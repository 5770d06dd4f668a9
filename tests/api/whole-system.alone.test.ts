import { anonymous, GraphqlRefusal, signIn } from '../support/graphql-client.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

describe('the whole system', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await sharedSystem();
  });
  afterAll(() => system?.stop());

  it('lets a demo account in, and nobody without the password', async () => {
    const client = await signIn(system.url, 'zhijian', system.demoPassword);
    expect(await client.query('{ me { user { login roles } } }')).toEqual({
      me: { user: { login: 'zhijian', roles: ['QC'] } },
    });
    await expect(signIn(system.url, 'zhijian', 'wrong')).rejects.toBeInstanceOf(GraphqlRefusal);
    await expect(anonymous(system.url).query('{ taskCounts { __typename } }')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('opens a stream of changes for a person', async () => {
    const client = await signIn(system.url, 'zhijian', system.demoPassword);
    const stream = client.subscribe('subscription { taskListChanged { __typename } }');
    try {
      await stream.open;
    } finally {
      stream.close();
    }
  });

  it.each([
    ['the database', 'kill9Database', 'restartDatabase'],
    ['the engine', 'kill9Engine', 'restartEngine'],
    ['the application', 'kill9App', 'restartApp'],
  ] as const)('serves again after %s was killed and started again', async (_name, kill, restart) => {
    await system[kill]();
    await system[restart]();
    await waitFor(
      async () => (await fetch(`${system.url}/health/ready`)).status === 200,
      'the system is ready',
      60_000,
    );
    const client = await signIn(system.url, 'zhijian', system.demoPassword);
    expect((await client.query('{ me { user { login } } }')).me.user.login).toBe('zhijian');
  });
});
