import Fastify, { type FastifyInstance } from 'fastify';
import { AppError } from '../../../errors/app-error.js';
import { signCall } from './call-signature.js';
import { CALLBACK_PATH, callbackRoute } from './callback-route.js';

const SECRET = 'a-secret-of-sixteen-or-more';
const OUTCOME = { callId: '0190b7c6-0000-7000-8000-000000000001', attempt: 1, outcome: 'ACKNOWLEDGED' };

let recorded: unknown[] = [];
const execute = async (outcome: unknown): Promise<boolean> => recorded.push(outcome) > 0;
let server: FastifyInstance;

async function start(secret: string): Promise<void> {
  server = Fastify();
  server.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof AppError ? 401 : 500).send({ name: (error as Error).name }),
  );
  callbackRoute(server, { secret, record: { execute } as never });
}

function post(body: unknown, { secret = SECRET, ageSeconds = 0, sent = JSON.stringify(body) } = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  return server.inject({
    method: 'POST',
    url: CALLBACK_PATH,
    headers: {
      'content-type': 'application/json',
      'x-yousu-timestamp': timestamp,
      'x-yousu-signature': signCall(secret, timestamp, JSON.stringify(body)),
    },
    payload: sent,
  });
}

beforeEach(() => start(SECRET));
afterEach(async () => {
  recorded = [];
  await server.close();
});

describe('the callback of the call provider', () => {
  it('records what is signed', async () => {
    const answer = await post(OUTCOME);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ recorded: true });
    expect(recorded).toEqual([OUTCOME]);
  });

  it('refuses another secret, changed bytes and words of yesterday', async () => {
    const refused = [
      await post(OUTCOME, { secret: 'another-secret-altogether' }),
      await post(OUTCOME, { sent: JSON.stringify({ ...OUTCOME, attempt: 2 }) }),
      await post(OUTCOME, { ageSeconds: 301 }),
      await post(OUTCOME, { ageSeconds: -301 }),
    ];
    expect(refused.map((answer) => answer.json())).toEqual(Array(4).fill({ name: 'CallbackRefused' }));
    expect(recorded).toEqual([]);
  });

  it('refuses everything where no provider is set up', async () => {
    await server.close();
    await start('');
    expect((await post(OUTCOME, { secret: 'x' })).json()).toEqual({ name: 'CallbackRefused' });
  });

  it('refuses what is no outcome', async () => {
    for (const body of [{}, { ...OUTCOME, attempt: 4 }, { ...OUTCOME, outcome: 'MAYBE' }, { ...OUTCOME, callId: 'x' }])
      expect((await post(body)).json()).toEqual({ name: 'InvalidInput' });
    expect(recorded).toEqual([]);
  });
});
