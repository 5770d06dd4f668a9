import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { engineSources, ensureZeebe, installedZeebe, ZEEBE_VERSION } from './zeebe-distribution.mjs';

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

  describe('over HTTP, from the address of YOUSU_ENGINE_URL', () => {
    let server: Server;
    let answer: RequestListener = () => {};

    beforeEach(async () => {
      server = createServer((request, response) => answer(request, response));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterEach(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });

    const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${NAME}.tar.gz`;
    const fetchOnce = (onProgress?: (text: string) => void) =>
      ensureZeebe({ cache, sha256, onProgress, fetchers: engineSources({ YOUSU_ENGINE_URL: url() }) });
    const whole: RequestListener = (_request, response) =>
      response.writeHead(200, { 'content-length': tarball.length }).end(tarball);

    it('asks that address and nobody else, and shows a bar', async () => {
      const asked: (string | undefined)[] = [];
      answer = (request, response) => {
        asked.push(request.url);
        whole(request, response);
      };
      const shown: string[] = [];
      expect(installedZeebe(cache)).toBeUndefined();
      await fetchOnce((text) => shown.push(text));
      expect(asked).toEqual([`/${NAME}.tar.gz`]);
      expect(shown.at(0)).toMatch(/^\[#+\] 0 of 0 MB$/);
      expect(shown.slice(-2)).toEqual(['checking', 'unpacking']);
      expect(installedZeebe(cache)).toBeDefined();
    });

    it.each<[string, RequestListener, RegExp]>([
      [
        'a server that closes early',
        (_request, response) => {
          response.writeHead(200, { 'content-length': tarball.length }).write(tarball.subarray(0, 20));
          setImmediate(() => response.destroy());
        },
        /could not be fetched \(http:.*: other side closed\)/,
      ],
      [
        'a server that ends early without having said how much comes',
        (_request, response) => response.writeHead(200).end(tarball.subarray(0, 20)),
        /SHA-256 .* nothing was installed/,
      ],
      [
        'one wrong byte',
        (_request, response) => {
          const wrong = Buffer.from(tarball);
          wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
          response.writeHead(200, { 'content-length': wrong.length }).end(wrong);
        },
        /SHA-256 .* nothing was installed/,
      ],
      [
        'a page that is not there',
        (_request, response) => response.writeHead(404).end('not here'),
        /could not be fetched \(http:.*: the server answered 404\)/,
      ],
    ])('installs nothing after %s, and the second try works', async (_what, broken, sentence) => {
      answer = broken;
      await expect(fetchOnce()).rejects.toThrow(sentence);
      expect(readdirSync(cache)).toEqual([]);
      answer = whole;
      await fetchOnce();
      expect(readdirSync(cache)).toEqual([NAME]);
    });

    it('refuses an address that is none in one sentence', () => {
      expect(() => engineSources({ YOUSU_ENGINE_URL: 'mirror/zeebe' })).toThrow(
        /^YOUSU_ENGINE_URL is "mirror\/zeebe", but/,
      );
    });
  });
});
