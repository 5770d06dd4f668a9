import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { InvalidInput } from '../../../errors/app-error.js';
import { CallbackRefused } from '../supervision.errors.js';
import { callOutcome } from './call-outcome.js';
import { isSigned, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './call-signature.js';
import type { RecordCallOutcome } from './record-call-outcome.js';

export const CALLBACK_PATH = '/providers/outbound-calls/callback';

/** Wall time: a signed word older than this may be a repetition by a stranger. */
const VALID_FOR_SECONDS = 300;
const BODY_LIMIT = 4_096;

/** The bytes of a request as they came: the signature is over them. */
const bytesOf = new WeakMap<object, Buffer>();

/**
 * The provider's word: { callId, attempt, outcome }, signed over its bytes. A plain route of the server, because a plugin of its
 * own would settle the routes before it with the framework's answers to errors instead of ours.
 * @param secret empty: no provider is set up
 */
export function callbackRoute(
  server: FastifyInstance,
  { secret, record }: { secret: string; record: RecordCallOutcome },
): void {
  server.post(CALLBACK_PATH, { bodyLimit: BODY_LIMIT, preParsing: keepBytes }, async (request) => {
    const body = bytesOf.get(request) ?? Buffer.alloc(0);
    demandSigned(secret, request.headers, body);
    return { recorded: await record.execute(outcomeIn(request.body)) };
  });
}

async function keepBytes(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: RequestPayload,
): Promise<RequestPayload> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of payload) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > BODY_LIMIT) throw new InvalidInput('A callback is no longer than 4 KB.', { body: 'tooLong' });
  }
  const bytes = Buffer.concat(parts);
  bytesOf.set(request, bytes);
  return Object.assign(Readable.from([bytes]), { receivedEncodedLength: size });
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
function outcomeIn(body: unknown) {
  const parsed = callOutcome.safeParse(body);
  if (!parsed.success) throw new InvalidInput('Send callId, attempt and outcome.', { body: 'unknownValue' });
  return parsed.data;
}
