import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from './java.mjs';

describe('the choice of Java', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'yousu-java-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function install(name: string, version: string): string {
    const home = join(root, name);
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(join(home, 'bin/java'), '#!/bin/sh\n');
    chmodSync(join(home, 'bin/java'), 0o755);
    writeFileSync(join(home, 'release'), `JAVA_VERSION="${version}"\n`);
    return home;
  }

  it('takes the newest, wherever it is: 17 as the default and 25 beside it just work', () => {
    const old = install('jvm/java-17', '17.0.15');
    const newest = install('jvm/java-25', '25.0.3');
    const env = { JAVA_HOME: install('home', '21.0.1'), PATH: join(old, 'bin') };
    expect(findJava({ env, roots: [join(root, 'jvm')] })).toMatchObject({ home: newest, version: 25 });
  });

  it('finds the one on PATH', () => {
    const home = install('elsewhere', '21.0.7');
    expect(findJava({ env: { PATH: `/nowhere:${join(home, 'bin')}` }, roots: [] })).toMatchObject({
      home,
      version: 21,
    });
  });

  it('says in one sentence what was found, what is needed and how to get it', () => {
    const old = install('jvm/java-8', '1.8.0_412');
    const refusal = (where: Parameters<typeof findJava>[0]) => {
      try {
        findJava(where);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refusal({ env: {}, roots: [join(root, 'jvm')] })).toMatch(
      new RegExp(`needs Java 21 or newer, but only Java 8 in ${old} was found.*apt-get install`),
    );
    expect(refusal({ env: { JAVA_HOME: '/nowhere' }, roots: [] })).toMatch(/none was found/);
  });
});
