import { createHmac, timingSafeEqual } from 'node:crypto';

export const TIMESTAMP_HEADER = 'x-yousu-timestamp';
export const SIGNATURE_HEADER = 'x-yousu-signature';

/** Both sides sign the same way: HMAC-SHA256 in hex over `timestamp` (epoch seconds), a dot, and the body's bytes. */
export function signCall(secret: string, timestamp: string, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}

/** Whether a signature is right, compared in constant time. */
export function isSigned(secret: string, timestamp: string, body: Buffer, given: string): boolean {
  const wanted = Buffer.from(signCall(secret, timestamp, body));
  const offered = Buffer.from(given);
  return wanted.length === offered.length && timingSafeEqual(wanted, offered);
}
