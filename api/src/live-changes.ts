import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, Kind, parse, specifiedRules, type ValidationRule, validate } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { NotSignedIn } from './errors/app-error.js';
import { formatExecutionError } from './graphql/format-error.js';
import { contextOf } from './graphql/graphql.module.js';
import { LiveStreams } from './graphql/live-streams.js';
import type { Session } from './graphql/request-context.js';
import { documentLimits } from './graphql/request-guard.plugin.js';
import { SessionReader } from './graphql/session-reader.js';

const TOKEN_HEADER = 'x-graphql-event-stream-token';
const EVENT_STREAM = 'text/event-stream';
/** Whoever follows one of these says in its arguments who they are. */
const OPEN_FIELDS = new Set(['caseProgressChanged']);
const MAX_OPEN_TOKENS = 100;

/** Queries and mutations have their own door, with the session's token, limits and timing. */
const onlySubscriptions: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation !== 'subscription')
      context.reportError(new GraphQLError('Only subscriptions are answered here.', { nodes: node }));
  },
});

const RULES = [...specifiedRules, onlySubscriptions, documentLimits];

/** The part of a stream's token that names its session: nobody else may open, feed or end the stream. */
const ownerOf = (session: Session): string => session.tokenHash.toString('hex').slice(0, 24);

/** One event stream per browser; the cookie says who listens. */
export function liveChanges(server: FastifyInstance, app: NestFastifyApplication): void {
  const { schema } = app.get(GraphQLSchemaHost);
  const sessions = app.get(SessionReader);
  const streams = app.get(LiveStreams);
  const handler = createHandler({
    schema,
    // Without a token of ours, every browser would get the same one: the library reads a missing header as "undefined".
    authenticate: async ({ raw }) => {
      const session = await readerOf(sessions, raw as FastifyRequest);
      if (!session) return null;
      const given = raw.headers[TOKEN_HEADER] ?? (raw.query as { token?: string }).token;
      if (given === undefined) return `${ownerOf(session)}.${randomUUID()}`;
      if (String(given).startsWith(`${ownerOf(session)}.`)) return String(given);
      return [null, { status: 404, statusText: 'Not Found' }];
    },
    validate: (against, document) => validate(against, document, RULES),
    context: async ({ raw }) => (await contextOf(sessions, raw as FastifyRequest, null)) as never,
    // A refusal reads here as it does for a query.
    onOperation: (_context, _request, _args, result) =>
      'errors' in result ? ({ errors: result.errors?.map(formatExecutionError) } as never) : undefined,
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const session = await readerOf(sessions, request);
    if (!session) streams.addAnonymous(request.ip, reply.raw);
    else if (request.headers.accept === EVENT_STREAM) streams.add(session, reply.raw);
    try {
      await handler(request as never, reply as never);
    } catch (error) {
      // The browser left, or its session ended, while something was being written.
      if (!reply.raw.headersSent) throw error;
      reply.raw.destroy();
    }
  };
  server.all('/graphql/stream', { config: { compress: false } as never }, answer);
}

/** Null: somebody without a session who asks for what may be followed without one. @throws NotSignedIn */
async function readerOf(sessions: SessionReader, request: FastifyRequest): Promise<Session | null> {
  const session = await sessions.read(request);
  if (!session && !isOpenToAnybody(request)) throw new NotSignedIn();
  return session;
}

/** One stream for one subscription, the document and its key in the body. */
function isOpenToAnybody({ method, headers, body }: FastifyRequest): boolean {
  if (method !== 'POST' || headers.accept !== EVENT_STREAM || headers[TOKEN_HEADER] !== undefined) return false;
  try {
    const { definitions } = parse((body as { query: string }).query, { maxTokens: MAX_OPEN_TOKENS });
    return definitions.every(
      (each) =>
        each.kind === Kind.OPERATION_DEFINITION &&
        each.selectionSet.selections.every((field) => field.kind === Kind.FIELD && OPEN_FIELDS.has(field.name.value)),
    );
  } catch {
    return false;
  }
}
