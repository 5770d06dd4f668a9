import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.js';
import { checkDatabase, connectAs, prepareGivenDatabase, withCredentials, withDatabase } from './database.mjs';

/** A database the person brings: DATABASE_ADMIN_URL is the owner's address, DATABASE_URL the application's. */
describe('a given database', () => {
  const made = `given_${randomBytes(6).toString('hex')}`;
  let db: TestDatabase;
  let appUrl = '';
  let ownerUrl = '';

  beforeAll(async () => {
    db = await createTestDatabase();
    await db.sql.unsafe(`create role ${made}_app login password 'a'`);
    await db.sql.unsafe(`create role ${made}_heir login password 'a' in role ${await owner()}`);
    appUrl = withCredentials(db.adminUrl, `${made}_app`, 'a');
    ownerUrl = withCredentials(db.adminUrl, `${made}_heir`, 'a');
  });
  afterAll(async () => {
    await db.sql.unsafe(`drop role ${made}_app`);
    await db.sql.unsafe(`drop role ${made}_heir`);
    await db.drop();
  });

  const owner = async () => {
    const [row] = await db.sql<{ name: string }[]>`select current_user as name`;
    return row?.name ?? '';
  };

  it('takes an ordinary user for the application', async () => {
    expect(await prepareGivenDatabase(db.adminUrl, appUrl)).toMatch(/^\d+/);
    const [row] = await db.sql<{ member: boolean }[]>`
      select pg_has_role(${`${made}_app`}, 'yousu_app', 'member') as member`;
    expect(row?.member).toBe(true);
  });

  it('refuses the owner, and whoever has the rights of the owner', async () => {
    await expect(prepareGivenDatabase(db.adminUrl, db.adminUrl)).rejects.toThrow(/history would not be safe/);
    await expect(prepareGivenDatabase(db.adminUrl, ownerUrl)).rejects.toThrow(/has the rights of the owner/);
  });

  it('refuses two addresses of different databases', async () => {
    await expect(prepareGivenDatabase(db.adminUrl, withDatabase(appUrl, 'postgres'))).rejects.toThrow(
      /DATABASE_URL leads to the database "postgres"/,
    );
  });

  it.each([
    ['SQL_ASCII', 'sql_ascii', 'C', /encoded in SQL_ASCII, but UTF8 is needed/],
    ['UTF8 in the locale C', 'utf8', 'C', /finds no Chinese text/],
  ])('refuses a database in %s', async (_what, encoding, locale, sentence) => {
    const name = `${made}_${encoding}`;
    await db.sql.unsafe(`create database ${name} encoding '${encoding}' locale '${locale}' template template0`);
    const sql = await connectAs(withDatabase(db.adminUrl, name));
    try {
      await expect(checkDatabase(sql)).rejects.toThrow(sentence);
    } finally {
      await sql.end({ timeout: 1 });
      await db.sql.unsafe(`drop database ${name} with (force)`);
    }
  });
});
