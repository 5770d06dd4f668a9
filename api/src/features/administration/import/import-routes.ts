import type { FastifyInstance, FastifyRequest } from 'fastify';
import { demand } from '../../../access/permissions.js';
import type { Viewer } from '../../../access/viewer.js';
import { type Session, viewerOfSession } from '../../../graphql/request-context.js';
import { CsrfTokenMissing } from '../../../graphql/request-guard.plugin.js';
import { ImportRefused } from '../administration.errors.js';
import type { ImportTable } from './import-table.js';
import { LARGEST_FILE } from './read-table.js';
import { IMPORTED, type ImportedKind } from './table-words.js';
import { writeTemplate } from './write-template.js';

export interface ImportRouteParts {
  table: ImportTable;
  sessionOf(request: unknown): Promise<Session | null>;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PER_MINUTE = 30;

/** REST beside GraphQL: files go in and out. The file is sent again to be imported: nothing of it is kept in between. */
export function importRoutes(server: FastifyInstance, { table, sessionOf }: ImportRouteParts): void {
  const config = { rateLimit: { max: PER_MINUTE, timeWindow: '1 minute' } };

  server.get<{ Params: { part: string }; Querystring: { language?: string } }>(
    '/administration/templates/:part',
    { config },
    async (request, reply) => {
      demand(viewerOfSession(await sessionOf(request)), 'administer');
      const kind = kindOf(request.params.part);
      const language = request.query.language === 'en' ? 'en' : 'zh';
      return reply
        .header('content-type', XLSX)
        .header('content-disposition', `attachment; filename="${request.params.part}-${language}.xlsx"`)
        .send(await writeTemplate(kind, language));
    },
  );

  server.post<{ Params: { part: string }; Querystring: { fingerprint?: string } }>(
    '/administration/imports/:part',
    { config },
    async (request, reply) => {
      const viewer = await writerOf(request);
      const kind = kindOf(request.params.part);
      const file = await request.file({ throwFileSizeLimit: false, limits: { fileSize: LARGEST_FILE } });
      if (!file) throw new ImportRefused('missing');
      const content = await file.toBuffer();
      if (file.file.truncated) throw new ImportRefused('tooLarge');
      const { fingerprint } = request.query;
      const answer = fingerprint
        ? await table.execute(kind, content, fingerprint, viewer)
        : await table.preview(kind, content, viewer);
      return reply.header('cache-control', 'no-store').send(answer);
    },
  );

  async function writerOf(request: FastifyRequest): Promise<Viewer> {
    const session = await sessionOf(request);
    const viewer = viewerOfSession(session);
    if (request.headers['x-csrf-token'] !== session?.csrfToken) throw new CsrfTokenMissing();
    demand(viewer, 'administer');
    return viewer;
  }
}

function kindOf(part: string): ImportedKind {
  const kind = Object.entries(IMPORTED).find(([name]) => name === part)?.[1];
  if (!kind) throw new ImportRefused('unknownRegister', { part });
  return kind;
}
