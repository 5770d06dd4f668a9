import { setTimeout as sleep } from 'node:timers/promises';
import { backOffMs } from './back-off.js';
import { EngineUnavailable } from './engine-errors.js';

const ANSWER_MS = 10_000;
/** Application time is there already: without the engine no alarm would ring, and nobody moves time again by himself. */
const TRIES = 4;
const AGAIN = { firstMs: 100, capMs: 1_000 };

/**
 * Moves a controlled engine clock forward to `engineMs` (epoch ms in engine time), by what it lags now: an advance that was
 * lost on the way is made up for, and one whose answer was lost is not made twice. Never backward, which would stall the
 * engine (measured).
 * @throws EngineUnavailable where the management port is not known, does not answer four times, or the clock is not controlled
 */
export async function advanceEngineClock(managementAddress: string, engineMs: number): Promise<void> {
  if (!managementAddress) throw new EngineUnavailable('advance the clock', 'ZEEBE_MANAGEMENT_ADDRESS is not set');
  for (let tried = 1; ; tried += 1) {
    try {
      const { epochMilli } = await ask<{ epochMilli: number }>(managementAddress, '');
      const lag = engineMs - epochMilli;
      if (lag > 0) await ask(managementAddress, '/add', { offsetMilli: lag });
      return;
    } catch (error) {
      if (tried === TRIES) throw error;
      await sleep(backOffMs(tried, AGAIN.firstMs, AGAIN.capMs));
    }
  }
}

async function ask<T>(managementAddress: string, path: string, body?: object): Promise<T> {
  try {
    const response = await fetch(`http://${managementAddress}/actuator/clock${path}`, {
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return (await response.json()) as T;
  } catch (error) {
    throw new EngineUnavailable('advance the clock', String(error));
  }
}
