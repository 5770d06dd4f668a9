import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataFolder, lockHolder } from './data-lock.mjs';
import { processIdentity } from './processes.mjs';
import { loadSecrets } from './secrets.mjs';

describe('the data folder', () => {
  let data = '';
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'yousu-data-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  describe('secrets', () => {
    it('are generated once, readable by nobody else, and stay', () => {
      const first = loadSecrets(data);
      expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
      expect(Buffer.from(first.secretKey, 'base64')).toHaveLength(32);
      expect(first.intakePassword.length).toBeGreaterThanOrEqual(16);
      expect(loadSecrets(data)).toEqual(first);
      expect(readdirSync(data)).toEqual(['secrets.json']);
    });

    it('are never made anew beside a database that needs the old ones', () => {
      mkdirSync(join(data, 'postgres'));
      writeFileSync(join(data, 'postgres/PG_VERSION'), '18\n');
      expect(() => loadSecrets(data)).toThrow(/secrets\.json is missing although/);
      expect(existsSync(join(data, 'secrets.json'))).toBe(false);
    });

    it('that cannot be read are a sentence, not a new key', () => {
      writeFileSync(join(data, 'secrets.json'), '{"secretKey"');
      expect(() => loadSecrets(data)).toThrow(/restore it from a backup/);
      expect(readFileSync(join(data, 'secrets.json'), 'utf8')).toBe('{"secretKey"');
    });
  });

  describe('lock', () => {
    it('refuses a second launcher and names address and process of the first', () => {
      const unlock = lockDataFolder(data, 'http://localhost:3000');
      expect(() => lockDataFolder(data, 'http://localhost:3001')).toThrow(
        new RegExp(`already runs on .*http://localhost:3000, process ${process.pid}`),
      );
      unlock();
      expect(readdirSync(data)).toEqual([]);
    });

    it('of a process that is gone does not count', async () => {
      const child = spawn('true');
      await new Promise((resolve) => child.once('exit', resolve));
      writeFileSync(
        join(data, 'lock'),
        JSON.stringify({ pid: child.pid, identity: '1', url: 'http://localhost:3000' }),
      );
      lockDataFolder(data, 'http://localhost:3001')();
    });

    it('whose pid now belongs to another process does not count', () => {
      writeFileSync(
        join(data, 'lock'),
        JSON.stringify({ pid: process.pid, identity: 'another moment', url: 'http://localhost:3000' }),
      );
      expect(lockHolder(data)).toBeUndefined();
      expect(processIdentity(process.pid)).toBeDefined();
    });
  });
});
