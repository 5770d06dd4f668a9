import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.js';
import { NotSignedIn, PasswordMustChange } from '../errors/app-error.js';

export interface Session {
  viewer: Viewer;
  csrfToken: string;
  tokenHash: Buffer;
  /** Signed in with a password that somebody else knows: everything but replacing it is refused. */
  mustChangePassword: boolean;
}

/** What a resolver receives: fresh for each request, so that loaders never mix two readers. */
export interface RequestContext {
  request: FastifyRequest;
  reply: FastifyReply | null;
  session: Session | null;
  /** One batch loader per name and request; see loadersOf. */
  loaders: Map<string, unknown>;
}

/** @throws NotSignedIn, PasswordMustChange */
export function viewerOf(context: RequestContext): Viewer {
  return viewerOfSession(context.session);
}

/** The same beside GraphQL. @throws NotSignedIn, PasswordMustChange */
export function viewerOfSession(session: Session | null): Viewer {
  if (!session) throw new NotSignedIn();
  if (session.mustChangePassword) throw new PasswordMustChange();
  return session.viewer;
}

/** The session itself, whatever its password: for what everybody may do who is signed in at all. @throws NotSignedIn */
export function sessionOf(context: RequestContext): Session {
  if (!context.session) throw new NotSignedIn();
  return context.session;
}

/** The loader of this name for this request, made on first use. */
export function loaderOf<T>(context: RequestContext, name: string, make: () => T): T {
  const known = context.loaders.get(name);
  if (known) return known as T;
  const loader = make();
  context.loaders.set(name, loader);
  return loader;
}
