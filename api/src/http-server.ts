import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { register } from 'prom-client';
import { env } from './config/env.js';
import { Database } from './database/database.js';
import { IntakeLag } from './engine-records/intake-lag.js';
import { AppError, type ErrorCode } from './errors/app-error.js';
import { log } from './errors/log.js';
import { ImportTable, importRoutes } from './features/administration/administration.public.js';
import { AttachmentQueries, attachmentRoutes, StoreAttachment } from './features/attachments/attachments.public.js';
import { ExportCases, exportRoutes } from './features/exports/exports.public.js';
import { EngineReadiness } from './features/operations/operations.public.js';
import { callbackRoute, RecordCallOutcome } from './features/supervision/supervision.public.js';
import { allowLargeModels } from './graphql/large-requests.js';
import { SessionReader } from './graphql/session-reader.js';
import { liveChanges } from './live-changes.js';
import { isOutsideWorldDown } from './process-engine/outside-world.js';

const HTTP_STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};
const CODE_OF_STATUS: Record<number, ErrorCode> = { 429: 'RATE_LIMITED', 503: 'UNAVAILABLE' };
const API_PATHS = /^\/(graphql|administration|attachments|exports|health|metrics|providers)(\/|$|\?)/;

/** Everything around GraphQL: cookies, headers, limits, SSE, files, health, metrics and the web pages. @param bodyLimit bytes */
export async function prepareHttpServer(app: NestFastifyApplication, bodyLimit: number): Promise<void> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_SECURITY_POLICY },
    hsts: env.YOUSU_SECURE_COOKIES,
  });
  await server.register(rateLimit, {
    global: true,
    max: env.YOUSU_REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    allowList: (request) => !API_PATHS.test(request.url),
  });
  await server.register(compress, COMPRESSION);
  const sessions = app.get(SessionReader);
  allowLargeModels(server, sessions, bodyLimit);
  await attachmentRoutes(server, {
    database: app.get(Database),
    store: app.get(StoreAttachment),
    queries: app.get(AttachmentQueries),
    sessionOf: (request) => sessions.read(request as FastifyRequest),
  });
  importRoutes(server, {
    table: app.get(ImportTable),
    sessionOf: (request) => sessions.read(request as FastifyRequest),
  });
  exportRoutes(server, {
    exports: app.get(ExportCases),
    sessionOf: (request) => sessions.read(request as FastifyRequest),
  });
  callbackRoute(server, { secret: env.YOUSU_CALL_SECRET, record: app.get(RecordCallOutcome) });
  health(server, app);
  await app.init();
  liveChanges(server, app);
  webPages(server);
  server.setErrorHandler(answerError);
}

/**
 * A page of a list has 20 to 60 kB. Through a stream and a thread of its own the best compression of it costs several times what
 * the fastest does at once, for a tenth less to send.
 */
const COMPRESSION = {
  global: true,
  threshold: 2048,
  syncThreshold: 128 * 1024,
  zlibOptions: { level: 1 },
  encodings: ['gzip' as const, 'deflate' as const],
};

const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Styles are written at run time by the component library and the diagram viewer.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: env.YOUSU_SECURE_COOKIES ? [] : null,
};

function answerError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof AppError) {
    const { code, name, details, message } = error;
    void reply.code(HTTP_STATUS[code]).send({ code, name, details, message });
    return;
  }
  const status = (error as { statusCode?: number }).statusCode ?? (isOutsideWorldDown(error) ? 503 : 500);
  if (status >= 500) log.error({ err: error }, 'request failed');
  const message = status >= 500 ? 'Something went wrong on our side.' : String((error as Error).message);
  void reply.code(status).send({ code: CODE_OF_STATUS[status] ?? (status >= 500 ? 'INTERNAL' : 'INVALID'), message });
}

function health(server: FastifyInstance, app: NestFastifyApplication): void {
  const database = app.get(Database);
  const engine = app.get(EngineReadiness);
  server.get('/health/live', async () => ({ live: true }));
  server.get('/health/ready', async (_request, reply) => {
    const databaseReady = await database.sql`select 1`.then(
      () => true,
      () => false,
    );
    const ready = { database: databaseReady, engine: await engine.isReady() };
    // The engine may be away for a while: people go on reading, claiming and writing, so only the database decides.
    return reply.code(databaseReady ? 200 : 503).send(ready);
  });
  const intake = app.get(IntakeLag);
  server.get('/metrics', async (_request, reply) => {
    // Measured when asked; without a database the other numbers still tell.
    await intake.read().catch(() => {});
    return reply.header('content-type', register.contentType).send(await register.metrics());
  });
}

/** The single page answers every path that is not the API's. */
function webPages(server: FastifyInstance): void {
  const root = resolve(env.YOUSU_WEB_ROOT);
  if (!existsSync(root)) return;
  void server.register(fastifyStatic, { root, wildcard: false, index: false, immutable: true, maxAge: '365d' });
  server.get('/*', (request, reply) => {
    if (API_PATHS.test(request.url) || /\.[a-z0-9]+$/i.test(request.url.split('?')[0] ?? ''))
      return reply.code(404).send({ code: 'NOT_FOUND', message: 'There is nothing here.' });
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { immutable: false, maxAge: 0 });
  });
}
