import type { FastifyInstance, FastifyRequest, preParsingHookHandler } from 'fastify';
import { may } from '../access/permissions.js';
import type { SessionReader } from './session-reader.js';

/** A model of 10 MB as JSON, with its line ends and quotes escaped. */
const LARGEST = 16 * 1024 * 1024;

/**
 * GraphQL takes what everything else takes; a designer's model may be larger. Known before the body is read, so that nobody who
 * is not signed in makes us read it.
 * @param usual bytes anybody may send
 */
export function allowLargeModels(server: FastifyInstance, sessions: SessionReader, usual: number): void {
  const guard: preParsingHookHandler = async (request, _reply, payload) => {
    if (mayExceed(request, usual) && !(await isDesigner(sessions, request)))
      throw Object.assign(new Error('Request body is too large'), { statusCode: 413 });
    return payload;
  };
  server.addHook('onRoute', (route) => {
    if (route.url !== '/graphql') return;
    route.bodyLimit = LARGEST;
    route.preParsing = guard;
  });
}

/** Whoever does not say how much is coming may send anything. */
function mayExceed({ headers }: FastifyRequest, usual: number): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > usual;
}

async function isDesigner(sessions: SessionReader, request: FastifyRequest): Promise<boolean> {
  const session = await sessions.read(request);
  return session !== null && may(session.viewer, 'designModels');
}
