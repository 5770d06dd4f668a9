import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagesAreInstalled, requireNode, requireOwnPackagesFolder } from './packages.mjs';

describe('packages', () => {
  let root = '';
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    },
  };
  const write = (file: string, content: unknown) => writeFileSync(join(root, file), JSON.stringify(content));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'yousu-packages-'));
    mkdirSync(join(root, 'node_modules'));
    write('package-lock.json', lock);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('counts as installed when the contents agree, whatever the times say', () => {
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } });
    utimesSync(join(root, 'node_modules/.package-lock.json'), 0, 0);
    expect(packagesAreInstalled(root)).toBe(true);
  });

  it('is stale without packages or with another version', () => {
    expect(packagesAreInstalled(root)).toBe(false);
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.1' } } });
    expect(packagesAreInstalled(root)).toBe(false);
  });

  it("never installs through a link into somebody else's packages", () => {
    expect(() => requireOwnPackagesFolder(root)).not.toThrow();
    rmSync(join(root, 'node_modules'), { recursive: true });
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'node_modules'));
    expect(() => requireOwnPackagesFolder(root)).toThrow(/is a link to .*elsewhere/);
  });

  it('refuses a Node that is too old', () => {
    expect(() => requireNode('20.18.0')).toThrow(/20\.19 or newer/);
    expect(() => requireNode('20.19.0')).not.toThrow();
    expect(() => requireNode('24.0.0')).not.toThrow();
  });
});
