import type { FastifyRequest } from 'fastify';
import type { Session } from './request-context.js';

/** Who sends a request, by its cookie. Another way of signing in (OIDC) is another implementation. */
export abstract class SessionReader {
  abstract read(request: FastifyRequest): Promise<Session | null>;
}
