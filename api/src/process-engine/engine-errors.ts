import { AppError } from '../errors/app-error.js';

/** Codes 4, 13, 14: the engine is away or did not answer; what was sent may or may not have happened. */
export class EngineUnavailable extends AppError {
  readonly code = 'UNAVAILABLE';
  constructor(command: string, text: string) {
    super(`The process engine did not answer ${command}: ${text}`, { command });
  }
}

/** Code 8: back-pressure or disk full; nothing happened. */
export class EngineBusy extends AppError {
  readonly code = 'UNAVAILABLE';
  constructor(command: string, text: string) {
    super(`The process engine is busy and refused ${command}: ${text}`, { command });
  }
}

/** Code 5 on a job command: completed or cancelled; the records tell which. */
export class JobGone extends AppError {
  readonly code = 'NOT_FOUND';
  constructor(jobKey: string) {
    super(`Job ${jobKey} is no longer there.`, { jobKey });
  }
}

/** Code 5 on any other key. */
export class InstanceGone extends AppError {
  readonly code = 'NOT_FOUND';
  constructor(command: string, key: string) {
    super(`${command}: ${key} is no longer there.`, { command, key });
  }
}

/** Code 9: the thing is there but in a state that forbids the command. */
export class EngineConflict extends AppError {
  readonly code = 'CONFLICT';
  constructor(command: string, text: string) {
    super(`The process engine cannot ${command} now: ${text}`, { command, text });
  }
}

/** Code 3: the engine refuses what was sent; sending it again never helps. */
export class EngineRefused extends AppError {
  readonly code = 'INVALID';
  constructor(command: string, text: string) {
    super(`The process engine refused ${command}: ${text}`, { command, text });
  }
}
