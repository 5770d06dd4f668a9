import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSigned } from './call-signature.js';
import { HttpCallProvider } from './http-call.provider.js';

const SECRET = 'a-secret-of-sixteen-or-more';
const CALL = {
  callId: '0190b7c6-0000-7000-8000-000000000001',
  attempt: 2,
  phone: '19900008888',
  caseNumber: 'LC2609240000010',
  orderNumber: 'DB2609240007X',
  unitName: '水务局',
};

interface Asked {
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let server: Server;
let answers: { status: number; body?: unknown; location?: string }[];
let asked: Asked[];
let provider: HttpCallProvider;

beforeEach(async () => {
  answers = [];
  asked = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      const answer = answers.shift() ?? { status: 500 };
      response.writeHead(answer.status, { ...(answer.location && { location: answer.location }) });
      response.end(JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  provider = new HttpCallProvider({ url: `http://127.0.0.1:${port}/api/`, secret: SECRET });
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const taken = { status: 202, body: { reference: 'ref-1' } };

describe('the HTTP provider of calls', () => {
  it('is asked with a signed call and answers with its reference', async () => {
    answers = [taken];
    expect(await provider.place(CALL)).toBe('ref-1');
    const [request] = asked;
    expect(request?.url).toBe('/api/calls');
    expect(JSON.parse(request?.body.toString() ?? '')).toEqual({
      callId: CALL.callId,
      attempt: 2,
      phone: '19900008888',
      acknowledgeKey: '1',
      case: CALL.caseNumber,
      order: CALL.orderNumber,
      unit: '水务局',
    });
    const timestamp = String(request?.headers['x-yousu-timestamp']);
    const signature = String(request?.headers['x-yousu-signature']);
    expect(isSigned(SECRET, timestamp, request?.body ?? Buffer.alloc(0), signature)).toBe(true);
    expect(isSigned(SECRET, timestamp, Buffer.from('{}'), signature)).toBe(false);
    expect(isSigned('another-secret-altogether', timestamp, request?.body ?? Buffer.alloc(0), signature)).toBe(false);
  });

  it('is asked again when it is busy or broken, with the same key, three times in all', async () => {
    answers = [{ status: 503 }, { status: 429 }, taken];
    expect(await provider.place(CALL)).toBe('ref-1');
    expect(asked.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(3).fill(`${CALL.callId}:2`));
    answers = [{ status: 500 }, { status: 500 }, { status: 500 }, taken];
    await expect(provider.place(CALL)).rejects.toThrow('500');
  });

  it('is not asked again when it refuses, and never sends us elsewhere', async () => {
    answers = [{ status: 400 }, taken];
    await expect(provider.place(CALL)).rejects.toThrow('400');
    expect(asked).toHaveLength(1);
    answers = Array(3).fill({ status: 302, location: 'http://127.0.0.1:1/elsewhere' });
    await expect(provider.place(CALL)).rejects.toThrow();
  });

  it('must name its reference', async () => {
    answers = [{ status: 200, body: { ok: true } }];
    await expect(provider.place(CALL)).rejects.toThrow('reference');
  });
});
