import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { ensureZeebe, installedZeebe, ZEEBE_VERSION } from './zeebe-distribution.mjs';

type Fetcher = NonNullable<Parameters<typeof ensureZeebe>[0]['fetchers']>[number];
const NAME = `camunda-zeebe-${ZEEBE_VERSION}`;

describe('fetching the engine', () => {
  let folder = '';
  let cache = '';
  let tarball: Buffer;
  let sha256 = '';

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yousu-fetch-'));
    cache = join(folder, 'cache');
    mkdirSync(join(folder, NAME, 'lib'), { recursive: true });
    writeFileSync(join(folder, NAME, 'lib/broker.jar'), 'bytes');
    await create({ gzip: true, file: join(folder, 'made.tar.gz'), cwd: folder }, [NAME]);
    tarball = readFileSync(join(folder, 'made.tar.gz'));
    sha256 = createHash('sha256').update(tarball).digest('hex');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const delivers: Fetcher = async ({ file }) => writeFileSync(file, tarball);
  const breaksOff: Fetcher = async ({ file }) => {
    writeFileSync(file, tarball.subarray(0, 10));
    throw new Error('the line went dead');
  };

  it('unpacks once and asks nobody the second time', async () => {
    const home = await ensureZeebe({ cache, sha256, fetchers: [delivers] });
    expect(readFileSync(join(home, 'lib/broker.jar'), 'utf8')).toBe('bytes');
    expect(readdirSync(cache)).toEqual([NAME]);
    expect(await ensureZeebe({ cache, sha256, fetchers: [] })).toBe(home);
  });

  it('goes to the next source when one fails', async () => {
    await ensureZeebe({ cache, sha256, fetchers: [breaksOff, delivers] });
    expect(installedZeebe(cache)).toBeDefined();
  });

  it('leaves nothing of an interrupted download', async () => {
    await expect(ensureZeebe({ cache, sha256, fetchers: [breaksOff] })).rejects.toThrow(
      /could not be fetched \(the line went dead\)/,
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  it('installs nothing whose SHA-256 is another', async () => {
    await expect(ensureZeebe({ cache, sha256: '0'.repeat(64), fetchers: [delivers] })).rejects.toThrow(
      /SHA-256 .* is expected: nothing was installed/,
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  it('removes what a killed fetch left, and leaves a living one alone', async () => {
    mkdirSync(join(cache, '.fetching-999999999-abc'), { recursive: true });
    mkdirSync(join(cache, `.fetching-${process.pid}-abc`));
    await ensureZeebe({ cache, sha256, fetchers: [delivers] });
    expect(readdirSync(cache).sort()).toEqual([`.fetching-${process.pid}-abc`, NAME].sort());
  });

  it('lets two starts at once end with one engine', async () => {
    const homes = await Promise.all([
      ensureZeebe({ cache, sha256, fetchers: [delivers] }),
      ensureZeebe({ cache, sha256, fetchers: [delivers] }),
    ]);
    expect(new Set(homes).size).toBe(1);
    expect(readdirSync(cache)).toEqual([NAME]);
  });
});
