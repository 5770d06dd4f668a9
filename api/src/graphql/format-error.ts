import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { log } from '../errors/log.js';
import { isOutsideWorldDown } from '../process-engine/outside-world.js';

const OUR_FAULT = 'Something went wrong on our side.';
const NOT_NOW = 'The system cannot answer at the moment. Try again shortly.';

/** The only translator of errors: ours keep code, name and details; parse and validation errors keep their text; an outage and the rest are one sentence each. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const resolved = unwrapResolverError(error);
  // Where no resolver was reached yet (reading the session), Apollo wraps what was thrown in an error without a path.
  const cause = resolved instanceof GraphQLError && !resolved.path ? (resolved.originalError ?? resolved) : resolved;
  const { path, locations } = formatted;
  if (cause instanceof AppError) return { path, locations, ...shown(cause) };
  if (cause instanceof GraphQLError && formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') {
    return { path, locations, message: formatted.message, extensions: { code: 'INVALID' } };
  }
  return { path, locations, ...failed(cause) };
}

/** The same for compiled execution, whose errors never pass Apollo's formatter: what has no place in the data is the client's mistake. */
export function formatExecutionError(error: GraphQLError): GraphQLFormattedError {
  const { path, locations } = error;
  const cause = error.originalError;
  if (cause instanceof AppError) return { path, locations, ...shown(cause) };
  // No path: the variables were refused, by the compiler or by a scalar of ours.
  if (!path && (!cause || cause instanceof GraphQLError))
    return { locations, message: error.message, extensions: { code: 'INVALID' } };
  if (!cause) log.error({ path, problem: error.message }, 'a query could not be answered');
  return { path, locations, ...failed(cause) };
}

/** Characters that no text of ours may hold (NUL, a lone surrogate); PostgreSQL refuses them wherever they come from. */
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);
const UNSTORABLE = 'The text holds characters that cannot be stored. Type them again instead of pasting.';

function failed(cause: unknown): Pick<GraphQLFormattedError, 'message' | 'extensions'> {
  if (UNSTORABLE_TEXT.has(String((cause as { code?: unknown } | undefined)?.code)))
    return { message: UNSTORABLE, extensions: { code: 'INVALID', name: 'UnstorableText' } };
  // The database restarts or a connection died: trying again helps, which a bug never does.
  if (isOutsideWorldDown(cause)) return { message: NOT_NOW, extensions: { code: 'UNAVAILABLE' } };
  if (isNoId(cause)) return { message: 'There is nothing with this id.', extensions: { code: 'NOT_FOUND' } };
  return { message: OUR_FAULT, extensions: { code: 'INTERNAL' } };
}

/** PostgreSQL could not read a client's id as a uuid or a number: nothing has such an id. */
function isNoId(cause: unknown): boolean {
  const { code, routine } = (cause ?? {}) as { code?: unknown; routine?: unknown };
  return code === '22P02' && (routine === 'string_to_uuid' || routine === 'pg_strtoint64_safe');
}

function shown({ code, name, details, message }: AppError): Pick<GraphQLFormattedError, 'message' | 'extensions'> {
  return { message, extensions: { code, name, details } };
}
