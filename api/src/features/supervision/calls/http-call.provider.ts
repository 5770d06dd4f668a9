import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { backOffMs } from '../../../process-engine/back-off.js';
import { SIGNATURE_HEADER, signCall, TIMESTAMP_HEADER } from './call-signature.js';
import { type CallToPlace, OutboundCallProvider } from './outbound-call.provider.js';

export interface HttpCallSettings {
  /** e.g. https://calls.example.gov.cn/api; its host stands on the allow-list. */
  url: string;
  secret: string;
}

const TRIES = 3;
const TIMEOUT_MS = 5_000;
const RETRY = { firstMs: 300, capMs: 2_000 };

const answered = z.object({ reference: z.string().min(1).max(200) });

class ProviderRefused extends Error {}

/**
 * POST {url}/calls with { callId, attempt, phone, acknowledgeKey: "1", case, order, unit }, signed as call-signature.ts says and
 * with `idempotency-key: callId:attempt`, so that a repeated request rings once. Answer: 2xx with { reference }.
 * What comes of the call is told by POST /providers/outbound-calls/callback.
 */
export class HttpCallProvider extends OutboundCallProvider {
  readonly name = 'HTTP';

  constructor(private readonly settings: HttpCallSettings) {
    super();
  }

  async place(call: CallToPlace): Promise<string> {
    const body = JSON.stringify({
      callId: call.callId,
      attempt: call.attempt,
      phone: call.phone,
      acknowledgeKey: '1',
      case: call.caseNumber,
      order: call.orderNumber,
      unit: call.unitName,
    });
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.post(body, `${call.callId}:${call.attempt}`);
      } catch (error) {
        if (tried === TRIES || error instanceof ProviderRefused) throw error;
        await sleep(backOffMs(tried, RETRY.firstMs, RETRY.capMs));
      }
    }
  }

  private async post(body: string, idempotencyKey: string): Promise<string> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const response = await fetch(`${this.settings.url.replace(/\/$/, '')}/calls`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signCall(this.settings.secret, timestamp, body),
      },
      body,
      // A redirect could lead off the allow-list.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 429 || response.status >= 500) throw new Error(`the provider answered ${response.status}`);
    if (!response.ok) throw new ProviderRefused(`the provider refused the call: ${response.status}`);
    const parsed = answered.safeParse(await response.json().catch(() => null));
    if (!parsed.success) throw new ProviderRefused('the provider answered without a reference');
    return parsed.data.reference;
  }
}
