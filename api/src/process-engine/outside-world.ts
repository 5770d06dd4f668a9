import { AppError } from '../errors/app-error.js';

const CONNECTION = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/**
 * PostgreSQL: connection exceptions, rolled back by serialization or deadlock, out of resources, lock or statement time-outs, operator intervention,
 * read-only after a failover.
 */
const TRANSIENT_SQLSTATE = /^(08...|40...|53...|55P03|57014|57P0.|25006)$/;

/** True when trying again later can help: the database, the network or the engine is away; false when the data or the code is wrong. */
export function isOutsideWorldDown(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'UNAVAILABLE';
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (CONNECTION.has(code) || TRANSIENT_SQLSTATE.test(code))) return true;
  return isOutsideWorldDown(error.cause);
}
