import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compiledExecution } from './compiled-execution.plugin.js';
import { formatError } from './format-error.js';
import type { RequestContext } from './request-context.js';
import { documentLimits, requestGuard } from './request-guard.plugin.js';
import { requireResolvers } from './require-resolvers.js';
import { DateTimeScalar, JsonScalar } from './scalars.js';
import { SessionReader } from './session-reader.js';

/** Fresh for each request. */
export async function contextOf(
  sessions: SessionReader,
  request: FastifyRequest,
  reply: FastifyReply | null,
): Promise<RequestContext> {
  return { request, reply, session: await sessions.read(request), loaders: new Map() };
}

const MAX_TOKENS = 3_000;

export const graphqlModule = GraphQLModule.forRootAsync<ApolloDriverConfig>({
  driver: ApolloDriver,
  inject: [SessionReader],
  useFactory: (sessions: SessionReader) => ({
    typePaths: ['api/schema.graphql'],
    path: '/graphql',
    resolvers: { DateTime: DateTimeScalar, JSON: JsonScalar },
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    transformSchema: requireResolvers,
    context: (request: FastifyRequest, reply: FastifyReply) => contextOf(sessions, request, reply),
    formatError,
    validationRules: [documentLimits],
    parseOptions: { maxTokens: MAX_TOKENS },
    graphiql: false,
    playground: false,
    introspection: true,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      requestGuard(),
      compiledExecution(),
    ] as ApolloDriverConfig['plugins'],
  }),
});
