import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors/app-error.js';

/** The only translator of errors: ours keep code, name and details; parse and validation errors keep their text; the rest is one sentence. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const { path, locations } = formatted;
  if (cause instanceof AppError) {
    const { code, name, details, message } = cause;
    return { path, locations, message, extensions: { code, name, details } };
  }
  if (cause instanceof GraphQLError && !cause.originalError && formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') {
    return { path, locations, message: formatted.message, extensions: { code: formatted.extensions?.code } };
  }
  return { path, locations, message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL' } };
}
