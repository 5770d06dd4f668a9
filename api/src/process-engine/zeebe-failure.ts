import type { AppError } from '../errors/app-error.js';
import {
  EngineBusy,
  EngineConflict,
  EngineRefused,
  EngineUnavailable,
  InstanceGone,
  JobGone,
} from './engine-errors.js';
import type { GrpcFailure } from './zeebe-connection.js';

const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;
export const ALREADY_EXISTS = 6;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;

export function hasCode(failure: unknown, code: number): boolean {
  return (failure as Partial<GrpcFailure> | null)?.code === code;
}

/**
 * The engine's answer as one of our errors. Codes 4, 13, 14 and everything unknown (cancelled, connection closed) leave the outcome open.
 * @param subject the job, instance or incident the command was about
 */
export function engineErrorOf(
  command: string,
  failure: unknown,
  subject: { jobKey?: string; key?: string } = {},
): AppError {
  const { code, details, message } = failure as Partial<GrpcFailure>;
  const text = details || message || String(failure);
  if (code === NOT_FOUND && subject.jobKey !== undefined) return new JobGone(subject.jobKey);
  if (code === NOT_FOUND && subject.key !== undefined) return new InstanceGone(command, subject.key);
  if (code === RESOURCE_EXHAUSTED) return new EngineBusy(command, text);
  if (code === FAILED_PRECONDITION) return new EngineConflict(command, text);
  if (code === INVALID_ARGUMENT || code === NOT_FOUND) return new EngineRefused(command, text);
  return new EngineUnavailable(command, text);
}
