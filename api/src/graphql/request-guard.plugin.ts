import { timingSafeEqual } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { AppError } from '../errors/app-error.js';
import { graphqlSeconds } from './metrics.js';
import type { RequestContext } from './request-context.js';

const MAX_DEPTH = 12;
const MAX_INTROSPECTION_DEPTH = 16;
const MAX_FIELDS = 400;

export class CsrfTokenMissing extends AppError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('This page is out of date. Reload it and try again.');
  }
}

/**
 * A document may be 12 levels deep (introspection 16) and select 400 fields, aliases and fragments counted wherever they
 * are used; our pages stay under half of both.
 */
export function documentLimits(context: ValidationContext): ASTVisitor {
  const sizes = new Map<string, Size>();

  const sizeOfFragment = (name: string): Size => {
    const known = sizes.get(name);
    if (known) return known;
    // A fragment within itself is another rule's error; counted as nothing it cannot go round for ever.
    sizes.set(name, NOTHING);
    const size = sizeOf(context.getFragment(name)?.selectionSet);
    sizes.set(name, size);
    return size;
  };

  const sizeOf = (set: SelectionSetNode | undefined): Size => {
    let size = NOTHING;
    for (const node of set?.selections ?? []) size = sum(size, sizeOfSelection(node));
    return size;
  };

  const sizeOfSelection = (node: SelectionNode): Size => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return sizeOfFragment(node.name.value);
    const inner = sizeOf(node.selectionSet);
    if (node.kind === Kind.INLINE_FRAGMENT) return inner;
    return { depth: inner.depth + 1, fields: inner.fields + 1 };
  };

  return {
    OperationDefinition(node) {
      const introspects = node.selectionSet.selections.every(
        (each) => each.kind === Kind.FIELD && each.name.value.startsWith('__'),
      );
      const { depth, fields } = sizeOf(node.selectionSet);
      if (depth <= (introspects ? MAX_INTROSPECTION_DEPTH : MAX_DEPTH) && fields <= MAX_FIELDS) return;
      context.reportError(
        new GraphQLError(`The query is too large: at most ${MAX_DEPTH} levels and ${MAX_FIELDS} fields.`, {
          nodes: node,
        }),
      );
    },
  };
}

interface Size {
  depth: number;
  fields: number;
}

const NOTHING: Size = { depth: 0, fields: 0 };

const sum = (left: Size, right: Size): Size => ({
  depth: Math.max(left.depth, right.depth),
  fields: left.fields + right.fields,
});

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
