import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { env } from '../../config/env.js';
import type { RequestContext } from '../../graphql/request-context.js';

const NAME = 'yousu_session';
const OPTIONS = { path: '/', httpOnly: true, sameSite: 'strict', secure: env.YOUSU_SECURE_COOKIES } as const;

export function setSessionCookie(context: RequestContext, token: string): void {
  context.reply?.setCookie(NAME, token, OPTIONS);
}

export function clearSessionCookie(context: RequestContext): void {
  context.reply?.clearCookie(NAME, OPTIONS);
}

export function sessionTokenOf(request: FastifyRequest): string | null {
  return request.cookies[NAME] ?? null;
}
