import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { env } from '../../config/env.js';
import type { Database } from '../../database/database.js';
import { type Session, viewerOfSession } from '../../graphql/request-context.js';
import { CsrfTokenMissing } from '../../graphql/request-guard.plugin.js';
import { AttachmentNotFound, AttachmentRefused } from './attachment.errors.js';
import type { AttachmentQueries, AttachmentRow } from './attachment.queries.js';
import { MAX_MEGABYTES, type StoreAttachment } from './store-attachment.js';

export interface AttachmentRouteParts {
  database: Database;
  store: StoreAttachment;
  queries: AttachmentQueries;
  sessionOf(request: unknown): Promise<Session | null>;
}

const UPLOADS_PER_MINUTE = 30;

/** Whatever stands in the file, it runs nothing and reaches nothing. */
const SEALED = "default-src 'none'; sandbox; frame-ancestors 'none'";
/**
 * What a browser shows by itself, with its policy; everything else, pages and drawings with scripts above all, is only ever
 * downloaded. The type was found in the content when the file came and is never guessed again (nosniff). A browser's PDF viewer
 * does not start in a sandbox, and needs its own styles and its own plugin; it keeps a document's scripts to itself.
 */
const SHOWN: Record<string, string | undefined> = {
  'image/jpeg': SEALED,
  'image/png': SEALED,
  'image/webp': SEALED,
  'application/pdf': "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
};

/** REST beside GraphQL: files are streams. Citizens may upload before they have a case; only staff may read. */
export async function attachmentRoutes(server: FastifyInstance, parts: AttachmentRouteParts): Promise<void> {
  await server.register(multipart, { limits: { fileSize: MAX_MEGABYTES * 1024 * 1024, files: 1, fields: 5 } });

  server.post(
    '/attachments',
    { config: { rateLimit: { max: UPLOADS_PER_MINUTE, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const session = await parts.sessionOf(request);
      if (session && request.headers['x-csrf-token'] !== session.csrfToken) throw new CsrfTokenMissing();
      const file = await request.file({ throwFileSizeLimit: false });
      if (!file) throw new AttachmentRefused('missing', { megabytes: MAX_MEGABYTES });
      const content = await file.toBuffer();
      const stored = await parts.store.execute(
        { name: file.filename, content, truncated: file.file.truncated },
        session && viewerOfSession(session).id,
      );
      const { storedAs, uploadedById, ...shown } = stored;
      return reply.code(201).send(shown);
    },
  );

  /** The file behind an address, for whoever may see its case. */
  async function fileOf(request: FastifyRequest<{ Params: { id: string } }>): Promise<AttachmentRow> {
    const viewer = viewerOfSession(await parts.sessionOf(request));
    if (!/^[0-9a-f-]{36}$/i.test(request.params.id)) throw new AttachmentNotFound();
    const row = await parts.queries.readable(parts.database.sql, viewer, request.params.id);
    if (!row) throw new AttachmentNotFound();
    return row;
  }

  server.get<{ Params: { id: string } }>('/attachments/:id', async (request, reply) =>
    send(reply, await fileOf(request), 'attachment', SEALED),
  );

  server.get<{ Params: { id: string } }>('/attachments/:id/view', async (request, reply) => {
    const row = await fileOf(request);
    const policy = SHOWN[row.mediaType];
    return policy ? send(reply, row, 'inline', policy) : send(reply, row, 'attachment', SEALED);
  });
}

function send(reply: FastifyReply, row: AttachmentRow, disposition: 'attachment' | 'inline', policy: string) {
  return reply
    .header('content-type', row.mediaType)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(row.name)}`)
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(createReadStream(join(env.YOUSU_DATA, 'attachments', row.storedAs)));
}
