import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROLE, withCredentials } from './database.mjs';

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {boolean} [running] whether the embedded database is
 * @returns {string | undefined} an address of the database to look with; undefined = the embedded one is not running
 */
export function lookingAddress(settings, running = true) {
  const given = settings.adminUrl ?? settings.databaseUrl;
  if (given) return given;
  const secrets = join(settings.data, 'secrets.json');
  if (!running || !existsSync(secrets)) return undefined;
  const { databaseAppPassword } = JSON.parse(readFileSync(secrets, 'utf8'));
  return withCredentials(
    `postgres://127.0.0.1:${settings.postgresPort}/yousu?sslmode=disable`,
    APP_ROLE,
    databaseAppPassword,
  );
}
