import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeExecutable, packageFolder, ROOT } from './paths.mjs';
import { UserError } from './user-error.mjs';

/** The role the application signs in as; it owns nothing. */
export const APP_ROLE = 'yousu_app';
const OLDEST = 15;

/**
 * A small client of our own for set-up and checks.
 * @param {string} url @param {{ max?: number }} [options]
 * @returns {Promise<import('postgres').Sql>}
 */
export async function connectAs(url, { max = 1 } = {}) {
  // Not imported at the top: packages may not be installed yet when the launcher is loaded.
  const { default: postgres } = await import('postgres');
  return postgres(url, { max, connect_timeout: 10, idle_timeout: 5, backoff: false, onnotice: () => {} });
}

/** @returns {string} a password that needs no escaping in an address */
export function newPassword(bytes = 18) {
  return randomBytes(bytes).toString('base64url');
}

/**
 * Makes the database, if missing, and the application's role, then checks that PostgreSQL can do what is needed.
 * @param {string} adminUrl the owner's address
 * @param {string} appPassword
 * @returns {Promise<{ version: string, appUrl: string }>}
 */
export async function prepareDatabase(adminUrl, appPassword) {
  await createDatabaseIfMissing(adminUrl);
  const sql = await connectAs(adminUrl);
  try {
    await ensureAppRole(sql, appPassword);
    return { version: await checkDatabase(sql), appUrl: withCredentials(adminUrl, APP_ROLE, appPassword) };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Where the person gives both addresses, the application's is used as it is; its user gets the rights of our role.
 * @param {string} adminUrl @param {string} appUrl
 * @returns {Promise<string>} the version
 */
export async function prepareGivenDatabase(adminUrl, appUrl) {
  const user = decodeURIComponent(new URL(appUrl).username);
  const password = decodeURIComponent(new URL(appUrl).password);
  await createDatabaseIfMissing(adminUrl);
  const sql = await connectAs(adminUrl);
  try {
    if (user === APP_ROLE) {
      await ensureAppRole(sql, password, false);
    } else {
      await requireOrdinaryUser(sql, appUrl);
      await ensureAppRole(sql, newPassword(), false);
      const [{ member }] = await sql`select pg_has_role(${user}, ${APP_ROLE}, 'member') as member`;
      if (!member) await sql`grant ${sql(APP_ROLE)} to ${sql(user)}`.catch(mayNotGrant);
    }
    return await checkDatabase(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * An application that owns the tables could take the triggers away that keep history as it was.
 * @param {import('postgres').Sql} owner @param {string} appUrl
 * @throws {UserError} when DATABASE_URL does not work, leads elsewhere, or has the owner's rights
 */
async function requireOrdinaryUser(owner, appUrl) {
  const [{ database, name }] = await owner`select current_database() as database, current_user as name`;
  const app = await connectAs(appUrl);
  try {
    const [user] = await app`
      select current_database() as database, current_user as name, rolsuper as super,
        pg_has_role(current_user, ${name}, 'member') as owns
      from pg_roles where rolname = current_user`.catch((error) => {
      throw unreachable(appUrl, error);
    });
    if (user.database !== database)
      throw new UserError(
        `DATABASE_URL leads to the database "${user.database}" and DATABASE_ADMIN_URL to "${database}": both must be the same one.`,
      );
    if (user.super || user.owns)
      throw new UserError(
        `The user "${user.name}" of DATABASE_URL ${user.super ? 'is a superuser' : `has the rights of the owner "${name}"`}, so history would not be safe from the application: use an ordinary user there, or leave DATABASE_ADMIN_URL out and let "npm start" make one.`,
      );
  } finally {
    await app.end({ timeout: 1 });
  }
}

/**
 * @param {import('postgres').Sql} sql @param {string} password @param {boolean} [reset] gives an existing role this password
 */
export async function ensureAppRole(sql, password, reset = true) {
  const [role] = await sql`select rolsuper from pg_roles where rolname = ${APP_ROLE}`;
  if (role?.rolsuper)
    throw new UserError(
      `The role ${APP_ROLE} is a superuser, so history would not be safe from the application: drop the role and start again.`,
    );
  const secret = `'${password.replaceAll("'", "''")}'`;
  if (!role) await sql.unsafe(`create role ${APP_ROLE} login password ${secret}`).catch(mayNotGrant);
  else if (reset) await sql.unsafe(`alter role ${APP_ROLE} login password ${secret}`).catch(mayNotGrant);
}

/** @param {any} error @returns {never} */
function mayNotGrant(error) {
  if (error.code !== '42501') throw error;
  throw new UserError(
    `The owner may not make or change the application's role ${APP_ROLE}: "alter role … createrole" allows it; or make that role yourself, grant it to an ordinary user, and name that user in DATABASE_URL and the owner in DATABASE_ADMIN_URL.`,
  );
}

/**
 * @param {import('postgres').Sql} sql as owner
 * @returns {Promise<string>} the version, e.g. "18.4"
 * @throws {UserError} when it is too old, not in UTF-8, or trigram search is dead for Chinese
 */
export async function checkDatabase(sql) {
  const [about] = await sql`
    select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version,
      current_database() as name, pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`;
  if (about.major < OLDEST)
    throw new UserError(`The database is PostgreSQL ${about.version}, but ${OLDEST} or newer is needed.`);
  if (about.encoding !== 'UTF8')
    throw new UserError(
      `The database "${about.name}" is encoded in ${about.encoding}, but UTF8 is needed: create one with "create database … encoding 'UTF8' locale 'C.UTF-8' template template0".`,
    );
  await sql`create extension if not exists pg_trgm`;
  const [{ trigrams }] = await sql`select show_trgm('测试') as trigrams`;
  if (trigrams.length === 0)
    throw new UserError(
      `The database "${about.name}" finds no Chinese text (its locale is C): create one with "create database … encoding 'UTF8' locale 'C.UTF-8' template template0".`,
    );
  return about.version.split(' ')[0];
}

/** @param {string} adminUrl */
async function createDatabaseIfMissing(adminUrl) {
  const name = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  const direct = await connectAs(adminUrl);
  try {
    await direct`select 1`;
    return;
  } catch (error) {
    if (error.code !== '3D000') throw unreachable(adminUrl, error);
  } finally {
    await direct.end({ timeout: 1 });
  }
  const sql = await connectAs(withDatabase(adminUrl, 'postgres'));
  try {
    await sql.unsafe(`create database "${name.replaceAll('"', '""')}" encoding 'UTF8' template template0`);
  } catch (error) {
    throw unreachable(adminUrl, error);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** @param {string} url @param {any} error */
function unreachable(url, error) {
  const { host, pathname } = new URL(url);
  return new UserError(
    `The database ${host}${pathname} cannot be used: ${error.message || error.code}; check DATABASE_URL.`,
  );
}

/** @param {string} url @param {string} database */
export function withDatabase(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** @param {string} url @param {string} user @param {string} password */
export function withCredentials(url, user, password) {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.href;
}

/**
 * Applies what is new in migrations/ (forward only; each file in its own transaction).
 * @param {string} adminUrl
 * @returns {Promise<number>} how many were applied
 */
export async function migrate(adminUrl) {
  const folder = packageFolder(`@dbmate/${process.platform}-${process.arch}`);
  if (!folder)
    throw new UserError(
      `There is no dbmate for ${process.platform}-${process.arch}: run the migrations in migrations/ from another machine.`,
    );
  const binary = join(folder, process.platform === 'win32' ? 'bin/dbmate.exe' : 'bin/dbmate');
  makeExecutable(binary);
  const child = spawn(binary, ['--no-dump-schema', '--migrations-dir', join(ROOT, 'migrations'), 'up'], {
    // Its working folder would be searched for a .env file.
    cwd: join(ROOT, 'migrations'),
    // In the environment rather than the arguments, which every user of the machine can read.
    env: { PATH: process.env.PATH, DATABASE_URL: withoutTlsAtHome(adminUrl) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new UserError(`The migrations could not be applied:\n${output.trim()}`);
  return output.match(/^Applied: /gm)?.length ?? 0;
}

/** dbmate insists on TLS unless told otherwise, and a server on this machine seldom has it. @param {string} url */
function withoutTlsAtHome(url) {
  const changed = new URL(url);
  const home = ['localhost', '127.0.0.1', '[::1]'].includes(changed.hostname);
  if (home && !changed.searchParams.has('sslmode')) changed.searchParams.set('sslmode', 'disable');
  return changed.href;
}
