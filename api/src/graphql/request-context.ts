import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.js';
import { NotSignedIn } from '../errors/app-error.js';

export interface Session {
  viewer: Viewer;
  csrfToken: string;
  tokenHash: Buffer;
}

/** What a resolver receives: fresh for each request, so that loaders never mix two readers. */
export interface RequestContext {
  request: FastifyRequest;
  reply: FastifyReply | null;
  session: Session | null;
  /** One batch loader per name and request; see loadersOf. */
  loaders: Map<string, unknown>;
}

/** @throws NotSignedIn */
export function viewerOf(context: RequestContext): Viewer {
  if (!context.session) throw new NotSignedIn();
  return context.session.viewer;
}

/** The loader of this name for this request, made on first use. */
export function loaderOf<T>(context: RequestContext, name: string, make: () => T): T {
  const known = context.loaders.get(name);
  if (known) return known as T;
  const loader = make();
  context.loaders.set(name, loader);
  return loader;
}
