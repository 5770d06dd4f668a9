import type { FastifyInstance } from 'fastify';
import { InvalidInput } from '../../../errors/app-error.js';
import { CallbackRefused } from '../supervision.errors.js';
import { callOutcome } from './call-outcome.js';
import { isSigned, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './call-signature.js';
import type { RecordCallOutcome } from './record-call-outcome.js';

export const CALLBACK_PATH = '/providers/outbound-calls/callback';

/** Wall time: a signed word older than this may be a repetition by a stranger. */
const VALID_FOR_SECONDS = 300;
const BODY_LIMIT = 4_096;

/** The provider's word: { callId, attempt, outcome }, signed over its bytes. @param secret empty: no provider is set up */
export async function callbackRoute(
  server: FastifyInstance,
  { secret, record }: { secret: string; record: RecordCallOutcome },
): Promise<void> {
  // A scope of its own: the signature is over the bytes as they came.
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post<{ Body: Buffer }>(CALLBACK_PATH, { bodyLimit: BODY_LIMIT }, async (request) => {
      demandSigned(secret, request.headers, request.body);
      return { recorded: await record.execute(outcomeIn(request.body)) };
    });
  });
}

/** @throws CallbackRefused */
function demandSigned(secret: string, headers: Record<string, unknown>, body: Buffer): void {
  if (secret === '') throw new CallbackRefused('noProvider');
  const timestamp = String(headers[TIMESTAMP_HEADER] ?? '');
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || age > VALID_FOR_SECONDS) throw new CallbackRefused('timestamp');
  if (!isSigned(secret, timestamp, body, String(headers[SIGNATURE_HEADER] ?? '')))
    throw new CallbackRefused('signature');
}

/** @throws InvalidInput */
function outcomeIn(body: Buffer) {
  try {
    return callOutcome.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new InvalidInput('Send callId, attempt and outcome.', { body: 'unknownValue' });
  }
}
