import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';
import { waitFor } from '../../../tests/support/wait-for.js';

const db = await createTestDatabase();
await testSettings(db.appUrl);
const { Database } = await import('./database.js');
const database = new Database();

afterAll(async () => {
  await database.onApplicationShutdown();
  await db.drop();
});

const LOST = { code: expect.stringMatching(/^(CONNECTION_CLOSED|ECONNRESET|57P01)$/) };

/** As the server's death does: the connection closes, whoever is in the middle of something. */
async function endConnection(pid: number): Promise<void> {
  await db.sql`select pg_terminate_backend(${pid})`;
  await waitFor(
    async () => (await db.sql`select from pg_stat_activity where pid = ${pid}`).length === 0,
    `backend ${pid} is gone`,
  );
}

const pidOf = async (sql: Parameters<Parameters<typeof database.inTransaction>[0]>[0]): Promise<number> =>
  (await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid;

/** One may still be told of the connection that was lost before. */
const works = () =>
  waitFor(
    () => database.inTransaction(async (sql) => (await sql<{ one: number }[]>`select 1 as one`)[0]?.one === 1),
    'transactions work again',
  );

describe('a transaction whose connection is lost', () => {
  it('between two statements fails, and the next one works', async () => {
    let reached = false;
    const attempt = database.inTransaction(async (sql) => {
      await endConnection(await pidOf(sql));
      await sql`select 1`;
      reached = true;
    });
    await expect(attempt).rejects.toMatchObject(LOST);
    expect(reached).toBe(false);
    await works();
  });

  it('during a statement fails, and the next one works', async () => {
    const attempt = database.inTransaction(async (sql) => {
      const pid = await pidOf(sql);
      await Promise.all([sql`select pg_sleep(30)`, endConnection(pid)]);
    });
    await expect(attempt).rejects.toMatchObject(LOST);
    await works();
  });

  it('after its last statement fails: nobody may believe that it was committed', async () => {
    const attempt = database.inTransaction(async (sql) => {
      await sql`insert into settings (name, value) values ('lost', '1')`;
      await endConnection(await pidOf(sql));
    });
    await expect(attempt).rejects.toMatchObject(LOST);
    expect(await db.sql`select from settings where name = 'lost'`).toHaveLength(0);
    await works();
  });

  it('and one that simply fails is rolled back at once', async () => {
    const attempt = database.inTransaction(async (sql) => {
      await sql`insert into settings (name, value) values ('failed', '1')`;
      throw new Error('a rule was broken');
    });
    await expect(attempt).rejects.toThrow('a rule was broken');
    expect(await db.sql`select from settings where name = 'failed'`).toHaveLength(0);
  });
});
