import type { ApolloServerPlugin } from '@apollo/server';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { formatExecutionError } from './format-error.js';
import type { RequestContext } from './request-context.js';

/** Compiled queries run 3 to 6 times as fast as interpreted ones (stack.md); what cannot be compiled falls back. */
export function compiledExecution(): ApolloServerPlugin<RequestContext> {
  const compiled = new LRUCache<string, CompiledQuery | 'INTERPRET'>({ max: 500 });
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ schema, document, operationName, queryHash, contextValue, request, response }) {
          const key = `${queryHash}:${operationName ?? ''}`;
          let query = compiled.get(key);
          if (!query) {
            const result = compileQuery(schema, document, operationName ?? undefined);
            query = isCompiledQuery(result) ? result : 'INTERPRET';
            compiled.set(key, query);
          }
          if (query === 'INTERPRET') return null;
          const { data, errors } = await query.query({}, contextValue, request.variables ?? {});
          const singleResult = { data, ...(errors && { errors: errors.map(formatExecutionError) }) };
          return { http: response.http, body: { kind: 'single', singleResult } };
        },
      };
    },
  };
}
