import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { migrate } from '../../scripts/local/database.mjs';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const MIGRATIONS = join(import.meta.dirname, '../../migrations');
const EVENT = `('case:1', 1, '0190b7c6-0000-7000-8000-000000000001', 'caseReceived', 'SYSTEM', '{}', now(), now(), '{}', decode(repeat('00', 32), 'hex'),
  sha256(decode(repeat('00', 32), 'hex') || convert_to('{}', 'UTF8')))`;
const INSERT = `insert into events (stream, seq, id, type, actor_kind, body, event_at, recorded_at, canonical, previous_hash, hash) values ${EVENT}`;

describe('migrations', () => {
  let database: TestDatabase;
  let app: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  it('all apply on an empty database, and a second time there is nothing to do', async () => {
    const empty = await createTestDatabase('template0');
    try {
      const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
      expect(await migrate(empty.adminUrl)).toBe(files.length);
      expect(await migrate(empty.adminUrl)).toBe(0);
    } finally {
      await empty.drop();
    }
  });

  it('are named so that they sort in the order of their numbers, without gaps', () => {
    const numbers = readdirSync(MIGRATIONS)
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('leave the application owner of nothing, and without rights beyond its tables', async () => {
    const [role] = await app`
      select current_user as name, rolsuper as super, rolcreaterole or rolcreatedb or rolbypassrls as powerful,
        (select count(*)::int from pg_class where relowner = r.oid) as owned,
        has_schema_privilege(current_user, 'public', 'create') as creates
      from pg_roles r where rolname = current_user`;
    expect(role).toEqual({ name: 'yousu_app', super: false, powerful: false, owned: 0, creates: false });
  });

  it('let the application read and write its tables', async () => {
    await expect(app`select count(*) from cases`).resolves.toHaveLength(1);
    await expect(app.unsafe(INSERT)).resolves.toBeDefined();
  });

  it.each([
    "update events set type = 'other'",
    'delete from events',
    'truncate events cascade',
    'update event_heads set seq = 0',
    'delete from event_heads',
    'alter table events disable trigger all',
    'drop table events cascade',
  ])('forbid the application: %s', async (statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(["update events set type = 'other'", 'delete from events', 'truncate events cascade'])(
    'forbid even the owner: %s',
    async (statement) => {
      await expect(database.sql.unsafe(statement)).rejects.toThrow(/never changed or removed/);
    },
  );

  it('refuse an event that does not follow its predecessor: a second one in its place, one behind a gap', async () => {
    const another = INSERT.replace("'0190b7c6-0000-7000-8000-000000000001'", "'0190b7c6-0000-7000-8000-000000000002'");
    await expect(app.unsafe(another)).rejects.toMatchObject({ code: '23505' });
    for (const seq of [2, 3]) {
      const later = another.replace("'case:1', 1,", `'case:1', ${seq},`);
      await expect(app.unsafe(later)).rejects.toMatchObject({ code: '40001' });
    }
    const other = another.replace("'case:1', 1,", "'case:3', 2,");
    await expect(app.unsafe(other)).rejects.toMatchObject({ code: '40001' });
  });

  it('refuse an event whose hash is not of its text', async () => {
    const forged = INSERT.replace("'case:1'", "'case:2'")
      .replace("'0190b7c6-0000-7000-8000-000000000001'", "'0190b7c6-0000-7000-8000-000000000003'")
      .replace("'{}', decode", '\'{"forged":true}\', decode');
    await expect(app.unsafe(forged)).rejects.toMatchObject({ code: '23514' });
  });

  it('find Chinese text by trigrams', async () => {
    const [row] = await app`select show_trgm('测试') as trigrams`;
    expect(row?.trigrams.length).toBeGreaterThan(0);
  });
});
