import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { log } from '../errors/log.js';

const OUR_FAULT = 'Something went wrong on our side.';

/** The only translator of errors: ours keep code, name and details; parse and validation errors keep their text; the rest is one sentence. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const { path, locations } = formatted;
  if (cause instanceof AppError) return { path, locations, ...shown(cause) };
  // Apollo wraps a validation error in another one, so its kind is known by the code alone.
  if (cause instanceof GraphQLError && formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') {
    return { path, locations, message: formatted.message, extensions: { code: 'INVALID' } };
  }
  return { path, locations, message: OUR_FAULT, extensions: { code: 'INTERNAL' } };
}

/** The same for compiled execution, whose errors never pass Apollo's formatter: what has no place in the data is the client's mistake. */
export function formatExecutionError(error: GraphQLError): GraphQLFormattedError {
  const { path, locations } = error;
  const cause = error.originalError;
  if (cause instanceof AppError) return { path, locations, ...shown(cause) };
  if (!cause && !path) return { locations, message: error.message, extensions: { code: 'INVALID' } };
  if (!cause) log.error({ path, problem: error.message }, 'a query could not be answered');
  return { path, locations, message: OUR_FAULT, extensions: { code: 'INTERNAL' } };
}

function shown({ code, name, details, message }: AppError): Pick<GraphQLFormattedError, 'message' | 'extensions'> {
  return { message, extensions: { code, name, details } };
}
