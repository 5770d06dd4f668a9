import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newPassword } from './database.mjs';
import { UserError } from './user-error.mjs';

/** Without signs that are mistaken for one another when read aloud. */
const TYPABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * @typedef {{ databaseOwnerPassword: string, databaseAppPassword: string, intakePassword: string, secretKey: string, demoPassword: string, adminPassword: string }} Secrets
 * What is generated on the first run and must not change afterwards: above all the key with which identities are encrypted.
 * @param {string} data the data folder
 * @returns {Secrets}
 */
export function loadSecrets(data) {
  const file = join(data, 'secrets.json');
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    try {
      return { ...newSecrets(), ...JSON.parse(readFileSync(file, 'utf8')) };
    } catch {
      throw new UserError(
        `${file} cannot be read as JSON: restore it from a backup; without it the encrypted names and phone numbers cannot be read.`,
      );
    }
  }
  if (existsSync(join(data, 'postgres/PG_VERSION'))) {
    throw new UserError(
      `${file} is missing although ${join(data, 'postgres')} holds a database: restore it from a backup, or start anew with "npm start -- --fresh".`,
    );
  }
  const secrets = newSecrets();
  mkdirSync(data, { recursive: true, mode: 0o700 });
  // Beside it and renamed: an interrupted first run leaves no half file.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

/** @returns {Secrets} */
function newSecrets() {
  return {
    databaseOwnerPassword: newPassword(),
    databaseAppPassword: newPassword(),
    intakePassword: newPassword(24),
    secretKey: randomBytes(32).toString('base64'),
    demoPassword: typable(),
    adminPassword: typable(),
  };
}

/** @returns {string} twelve signs in three groups, 59 bits */
function typable() {
  const group = () => Array.from({ length: 4 }, () => TYPABLE[randomInt(TYPABLE.length)]).join('');
  return [group(), group(), group()].join('-');
}
