import { env } from '../../../config/env.js';
import { DemoCallProvider } from './demo-call.provider.js';
import { HttpCallProvider } from './http-call.provider.js';
import type { OutboundCallProvider } from './outbound-call.provider.js';

/** HTTP where its address is set; otherwise calls stand on the outbox page only. */
export function providerOfSettings(): OutboundCallProvider {
  if (env.YOUSU_CALL_URL === '') return new DemoCallProvider();
  return new HttpCallProvider({ url: env.YOUSU_CALL_URL, secret: env.YOUSU_CALL_SECRET });
}
