import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { advanceEngineClock } from './engine-clock.js';
import { EngineUnavailable } from './engine-errors.js';

const NOON = Date.parse('2026-10-08T12:00:00+08:00');
const HOUR = 3_600_000;

/** The clock of an engine: it stands at noon, and whatever is answered may be lost on the way. */
class FakeActuator {
  epochMilli = NOON;
  asked = 0;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  /** @param lose whether the answer to the n-th question (from 1) is lost, before or after what was asked is done */
  constructor(private readonly lose: (n: number) => 'BEFORE' | 'AFTER' | null = () => null) {}

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    const lost = this.lose(this.asked);
    if (lost === 'BEFORE') return void request.socket.destroy();
    const text = (await request.toArray()).join('');
    if (request.method === 'POST') this.epochMilli += JSON.parse(text).offsetMilli;
    if (lost === 'AFTER') return void request.socket.destroy();
    response.end(JSON.stringify({ epochMilli: this.epochMilli }));
  }
}

describe('the clock of the engine', () => {
  const open: FakeActuator[] = [];
  const actuatorThat = async (lose?: ConstructorParameters<typeof FakeActuator>[0]) => {
    const actuator = new FakeActuator(lose);
    open.push(actuator);
    return { actuator, address: await actuator.open() };
  };

  afterEach(() => Promise.all(open.splice(0).map((actuator) => actuator.close())));

  it('goes forward by what it lags, and never back', async () => {
    const { actuator, address } = await actuatorThat();
    await advanceEngineClock(address, NOON + HOUR);
    expect(actuator.epochMilli).toBe(NOON + HOUR);
    await advanceEngineClock(address, NOON);
    expect(actuator.epochMilli).toBe(NOON + HOUR);
  });

  it('is moved once when an answer is lost on the way, wherever that happens', async () => {
    for (const lost of ['BEFORE', 'AFTER'] as const)
      for (const at of [1, 2]) {
        const { actuator, address } = await actuatorThat((n) => (n === at ? lost : null));
        await advanceEngineClock(address, NOON + HOUR);
        expect([lost, at, actuator.epochMilli]).toEqual([lost, at, NOON + HOUR]);
      }
  });

  it('is said to be out of reach when nothing answers again and again', async () => {
    const { actuator, address } = await actuatorThat(() => 'BEFORE');
    await expect(advanceEngineClock(address, NOON + HOUR)).rejects.toThrow(EngineUnavailable);
    expect(actuator.asked).toBeGreaterThan(1);
    await expect(advanceEngineClock('', NOON)).rejects.toThrow('ZEEBE_MANAGEMENT_ADDRESS is not set');
  });
});
