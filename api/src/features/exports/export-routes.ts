import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { readCaseList, writeCaseList } from '../../../../common/src/case-list/case-list-address.js';
import { InvalidInput, NotSignedIn } from '../../errors/app-error.js';
import { log } from '../../errors/log.js';
import type { Session } from '../../graphql/request-context.js';
import type { ExportFormat } from './export.model.js';
import type { ExportCases } from './export-cases.js';
import { exportWords } from './export-words.model.js';

export interface ExportRouteParts {
  exports: ExportCases;
  sessionOf(request: unknown): Promise<Session | null>;
}

const MEDIA_TYPES: Record<ExportFormat, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const EXPORTS_PER_MINUTE = 10;

/** REST beside GraphQL: an export is a stream as long as the list. The address says the same as the ledger's. */
export function exportRoutes(server: FastifyInstance, { exports, sessionOf }: ExportRouteParts): void {
  server.get(
    '/exports/cases',
    // A request for the head alone would begin an export.
    { exposeHeadRoute: false, config: { rateLimit: { max: EXPORTS_PER_MINUTE, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const session = await sessionOf(request);
      if (!session) throw new NotSignedIn();
      const { viewer } = session;
      const wanted = readRequest(new URL(request.url, 'http://localhost').searchParams);
      const { format, language } = wanted;
      const started = await exports.start(wanted, viewer);
      const sink = new PassThrough();
      const gone = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      started
        .writeTo(sink, gone.signal)
        .catch((error: unknown) => log.error({ err: error }, 'an export was not ended'));
      const name = `${exportWords[language].sheet}-${started.number}.${format.toLowerCase()}`;
      return reply
        .header('content-type', MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .send(sink);
    },
  );
}

/** @throws InvalidInput for what the ledger's address does not say: a filter that is not understood would export more than was asked */
function readRequest(search: URLSearchParams) {
  const format = search.get('format')?.toUpperCase() ?? 'CSV';
  const language = search.get('lang') ?? 'zh';
  if (format !== 'CSV' && format !== 'XLSX')
    throw new InvalidInput('The format is csv or xlsx.', { format: 'unknownValue' });
  if (language !== 'zh' && language !== 'en') throw new InvalidInput('lang is zh or en.', { lang: 'unknownValue' });
  search.delete('format');
  search.delete('lang');
  const choice = readCaseList(search);
  const understood = writeCaseList(choice);
  const parts = (text: string | null) => (text ?? '').trim().split(',').sort().join(',');
  const strange = [...search].find(
    ([name, value]) => !DEFAULTS.has(`${name}=${value}`) && parts(understood.get(name)) !== parts(value),
  );
  if (strange) throw new InvalidInput(`The filter ${strange[0]} is not understood.`, { [strange[0]]: 'unknownValue' });
  return { choice, format, language } as const;
}

/** Said by nobody's address, and true of every list. */
const DEFAULTS = new Set(['state=open', 'sort=received']);
