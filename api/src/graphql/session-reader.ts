import type { FastifyRequest } from 'fastify';
import type { Session } from './request-context.js';

/** Who sends a request, by its cookie. Another way of signing in (OIDC) is another implementation. */
export abstract class SessionReader {
  abstract read(request: FastifyRequest): Promise<Session | null>;
  /** Which of these sessions (by the hash of their token, in hex) are over: signed out, run out, or of a closed account. */
  abstract ended(tokenHashes: string[]): Promise<string[]>;
}
