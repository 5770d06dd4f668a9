import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions, portOf } from './options.mjs';
import { ROOT } from './paths.mjs';
import { readSettings } from './settings.mjs';
import { UserError } from './user-error.mjs';

const parse = (...args: string[]) => parseOptions(args, { fresh: 'flag', port: 'value' }, 'npm start');

describe('options and settings', () => {
  it('reads flags and values in both spellings', () => {
    expect(parse('--fresh', '--port', '3100')).toEqual({ fresh: true, port: '3100' });
    expect(parse('--port=3100')).toEqual({ port: '3100' });
  });

  it.each([
    [['--frehs'], /does not know "--frehs"; it knows --fresh, --port/],
    [['fresh'], /does not know "fresh"/],
    [['--fresh=yes'], /takes no value/],
    [['--port'], /needs a value/],
    [['--port', '--fresh'], /needs a value/],
  ])('answers %j with one sentence and exit code 2', (args, sentence) => {
    expect(() => parse(...args)).toThrow(sentence);
    try {
      parse(...args);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).exitCode).toBe(2);
      expect((error as Error).message).not.toContain('\n');
    }
  });

  it('says so where there are no options at all', () => {
    expect(() => parseOptions(['--x'], {}, 'npm run yousu -- doctor')).toThrow(
      'does not know "--x"; it takes no options.',
    );
  });

  it.each(['0', '65536', '3000.5', 'abc', '-1'])('refuses %s as a port', (value) => {
    expect(() => portOf(value, 'YOUSU_PORT', 3000)).toThrow(/YOUSU_PORT is/);
  });

  it.each([
    [{ ZEEBE_ADDRESS: 'http://host:26500' }, /ZEEBE_ADDRESS is/],
    [{ DATABASE_URL: 'mysql://host/db' }, /DATABASE_URL is not a database address/],
    [{ DATABASE_ADMIN_URL: 'postgres://host' }, /DATABASE_ADMIN_URL is not/],
    [{ YOUSU_ENGINE_HEAP: '1g' }, /YOUSU_ENGINE_HEAP is/],
  ])('refuses the setting %j', (env, sentence) => {
    expect(() => readSettings(env)).toThrow(sentence);
  });

  it('keeps the engine heap within its bound by default', () => {
    expect(readSettings({}).heapMb).toBeLessThanOrEqual(768);
  });

  it('finds every setting in the table of README.md', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const sources = ['api/src/config/env.ts', 'scripts/local/settings.mjs', 'scripts/local/zeebe-distribution.mjs'];
    const text = sources.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
    const names = new Set(text.match(/\b(?:YOUSU|ZEEBE|DATABASE)_[A-Z_]*[A-Z]\b/g));
    // Told by the launcher, or no settings at all.
    for (const own of ['YOUSU_DEMO', 'ZEEBE_VERSION', 'ZEEBE_SHA']) names.delete(own);
    expect([...names].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
