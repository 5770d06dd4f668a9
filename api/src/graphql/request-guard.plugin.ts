import { timingSafeEqual } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { type ASTVisitor, GraphQLError, Kind, type ValidationContext } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { graphqlSeconds } from './metrics.js';
import type { RequestContext } from './request-context.js';

const MAX_DEPTH = 12;
const MAX_FIELDS = 400;

export class CsrfTokenMissing extends AppError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('This page is out of date. Reload it and try again.');
  }
}

/** A document may be 12 levels deep and select 400 fields, aliases counted; our pages stay under half of both. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  let depth = 0;
  let fields = 0;
  let refused = false;
  return {
    Field: {
      enter(node) {
        depth += 1;
        fields += 1;
        if (!refused && (depth > MAX_DEPTH || fields > MAX_FIELDS)) {
          refused = true;
          context.reportError(
            new GraphQLError(`The query is too large: at most ${MAX_DEPTH} levels and ${MAX_FIELDS} fields.`, {
              nodes: node,
            }),
          );
        }
      },
      leave() {
        depth -= 1;
      },
    },
  };
}

function sameToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || given.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/** Mutations of a signed-in browser carry the session's token; and every operation is timed. */
export function requestGuard(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async didResolveOperation({ operation, contextValue }) {
          const { session, request } = contextValue;
          const isLogin = operation?.selectionSet.selections.every(
            (node) => node.kind === Kind.FIELD && node.name.value === 'login',
          );
          if (operation?.operation !== 'mutation' || !session || isLogin) return;
          if (!sameToken(request.headers['x-csrf-token'], session.csrfToken)) throw new CsrfTokenMissing();
        },
        async willSendResponse({ operation, response }) {
          const failed = response.body.kind === 'single' && response.body.singleResult.errors ? 'error' : 'ok';
          const first = operation?.selectionSet.selections[0];
          // The root field, not the client's operation name: the number of labels is bounded by the schema.
          const name = first?.kind === Kind.FIELD ? first.name.value : 'other';
          graphqlSeconds.labels(name, failed).observe((performance.now() - started) / 1000);
        },
      };
    },
  };
}
