import { randomBytes } from 'node:crypto';
import postgres from 'postgres';

/** A database of its own for one test file, with all migrations applied. */
export interface TestDatabase {
  /** The owner's address: migrations and set-up. */
  adminUrl: string;
  /** The application's address (role yousu_app). */
  appUrl: string;
  /** A small pool as the owner, for arranging and looking. */
  sql: postgres.Sql;
  /** Ends the pool and removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** @param template a migrated database (default) or `template0` for an empty one */
export async function createTestDatabase(template = setting('YOUSU_TEST_TEMPLATE')): Promise<TestDatabase> {
  const server = setting('YOUSU_TEST_POSTGRES');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, (sql) => sql.unsafe(`create database ${name} template ${template}`));
  const adminUrl = addressOf(server, name);
  const sql = postgres(adminUrl, { max: 4, onnotice: () => {} });
  return {
    adminUrl,
    appUrl: addressOf(server, name, 'yousu_app', setting('YOUSU_TEST_APP_PASSWORD')),
    sql,
    async drop() {
      await sql.end({ timeout: 1 });
      await onServer(server, (each) => each.unsafe(`drop database if exists ${name} with (force)`));
    },
  };
}

async function onServer(server: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function addressOf(server: string, database: string, user?: string, password?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}

/** Set by scripts/test.mjs, which starts the one PostgreSQL of the run and reads the models. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this test with "npm test -- <part of its file name>"`);
  return value;
}
