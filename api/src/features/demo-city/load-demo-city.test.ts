import { verify } from '@node-rs/argon2';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.js';
import { testSettings } from '../../../../tests/support/settings.js';

describe('LoadDemoCity', () => {
  const PASSWORD = 'a password for all';
  let database: TestDatabase;
  let load: () => Promise<boolean>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await createTestDatabase();
    await testSettings(database.appUrl, { YOUSU_DEMO: '1', YOUSU_DEMO_PASSWORD: PASSWORD });
    const { Database } = await import('../../database/database.js');
    const { RequesterVault } = await import('../cases/cases.public.js');
    const { LoadDemoCity } = await import('./load-demo-city.js');
    const connected = new Database();
    const now = () => new Date('2026-11-20T09:00:00+08:00');
    const city = new LoadDemoCity(connected, { now }, new RequesterVault());
    load = () => city.execute();
    close = () => connected.onApplicationShutdown();
  });

  afterAll(async () => {
    await close?.();
    await database?.drop();
  });

  it('loads the city once, also when two processes start together', async () => {
    const answers = await Promise.all([load(), load()]);
    expect(answers.sort()).toEqual([false, true]);
    expect(await load()).toBe(false);
    const [count] = await database.sql`
      select (select count(*)::int from units) as units, (select count(*)::int from users) as users,
        (select count(*)::int from categories where level = 3) as leaves, (select count(*)::int from areas) as areas`;
    expect(count).toEqual({ units: 119, users: 230, leaves: 305, areas: 237 });
  });

  it('lists one account for each staff role at sign-in, with the common password', async () => {
    const rows = await database.sql<{ role: string; hash: string }[]>`
      select r.role, u.password_hash as hash
      from settings s
      cross join lateral jsonb_array_elements_text(s.value) as listed (login)
      join users u on u.login = listed.login
      join roles_of_users r on r.user_id = u.id
      where s.name = 'demo_accounts'`;
    expect(new Set(rows.map(({ role }) => role))).toEqual(
      new Set(['CA', 'QC', 'DI', 'HA', 'UL', 'CO', 'SU', 'FU', 'LD', 'AU', 'DE', 'AD']),
    );
    expect(await verify(rows[0]?.hash ?? '', PASSWORD)).toBe(true);
  });
});
