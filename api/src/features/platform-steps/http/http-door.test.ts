import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpDoor, type HttpDoorParts } from './http-door.js';

let server: Server;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { method: string; url: string; host: string; body: string; key: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const { host = '', 'idempotency-key': key = '' } = request.headers;
    asked.push({ method: request.method ?? '', url: request.url ?? '', host, body, key: String(key) });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  asked = [];
  answer = (_request, response) => void response.writeHead(200).end('{"ok":true}');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const named = () => `http://api.example.test:${port}`;
const here: HttpDoorParts = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: (address) => address === '127.0.0.1',
  timeoutMs: 2_000,
};
const door = (parts: Partial<HttpDoorParts> = {}, hosts = [named()]) => new HttpDoor(hosts, { ...here, ...parts });
const get = (url: string, through = door()) =>
  through.send({ method: 'GET', url, body: null, idempotencyKey: 'job-1' });

it('asks an allowed host and says what it answered, with a key by which a repetition is known', async () => {
  const sent = { method: 'POST', url: `${named()}/permits?x=1`, body: '{"area":"01"}', idempotencyKey: 'job-7' };
  expect(await door().send(sent)).toEqual({ status: 200, body: '{"ok":true}' });
  expect(asked).toEqual([
    { method: 'POST', url: '/permits?x=1', host: `api.example.test:${port}`, body: '{"area":"01"}', key: 'job-7' },
  ]);
});

it('goes to no host that is not listed as it is written, not even without TLS where TLS was meant', async () => {
  const elsewhere = [`http://other.test:${port}/`, `http://api.example.test/`, `https://api.example.test:${port}/`];
  for (const url of elsewhere) await expect(get(url)).rejects.toMatchObject({ name: 'HttpHostNotAllowed' });
  await expect(get(`${named()}/`, door({}, [`api.example.test:${port}`]))).rejects.toMatchObject({
    name: 'HttpHostNotAllowed',
  });
  for (const url of [
    'file:///etc/passwd',
    'ftp://api.example.test/',
    'nonsense',
    `http://u:p@api.example.test:${port}/`,
  ])
    await expect(get(url)).rejects.toMatchObject({ name: 'HttpCallNotSet' });
  expect(asked).toEqual([]);
});

it('goes to no address that is not public, though the host is listed', async () => {
  const publicOnly = (address: string) =>
    new HttpDoor([named(), `http://127.0.0.1:${port}`, `http://[::1]:${port}`], {
      resolve: async () => [
        { address: '1.1.1.1', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ],
      isAllowed: (each) => each === '1.1.1.1',
      timeoutMs: 2_000,
    });
  for (const address of ['127.0.0.1', '169.254.169.254', 'fd00::1'])
    await expect(get(named(), publicOnly(address))).rejects.toMatchObject({ name: 'HttpAddressNotPublic' });
  for (const url of [`http://127.0.0.1:${port}`, `http://[::1]:${port}`])
    await expect(get(url, publicOnly('1.1.1.1'))).rejects.toMatchObject({ name: 'HttpAddressNotPublic' });
  expect(asked).toEqual([]);
});

it('connects to the address that was looked at, asked for once', async () => {
  let lookups = 0;
  const rebinding = async () => {
    lookups += 1;
    return [{ address: lookups === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
  };
  await get(named(), door({ resolve: rebinding }));
  expect([lookups, asked.length]).toEqual([1, 1]);
});

it('follows no redirect', async () => {
  answer = (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  expect((await get(named())).status).toBe(302);
  expect(asked).toHaveLength(1);
});

it('reads and sends no more than 256 kB', async () => {
  answer = (_request, response) => void response.writeHead(200).end('x'.repeat(256 * 1024 + 1));
  await expect(get(named())).rejects.toMatchObject({ name: 'HttpTooLarge', details: { what: 'answer' } });
  const large = { method: 'POST', url: named(), body: 'x'.repeat(256 * 1024 + 1), idempotencyKey: 'k' };
  await expect(door().send(large)).rejects.toMatchObject({ name: 'HttpTooLarge', details: { what: 'request' } });
});

it('waits no longer than its time, for the name server or for the answer', async () => {
  answer = (_request, response) => void response.writeHead(200).write('{');
  await expect(get(named(), door({ timeoutMs: 50 }))).rejects.toMatchObject({
    name: expect.stringMatching(/Abort|Timeout/),
  });
  const silent = door({ timeoutMs: 50, resolve: () => new Promise(() => {}) });
  await expect(get(named(), silent)).rejects.toMatchObject({ name: 'TimeoutError' });
  server.closeAllConnections();
});
