import { AppError } from '../../../errors/app-error.js';

/** The model calls somewhere that the city has not allowed. */
export class HttpHostNotAllowed extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(host: string) {
    super(`${host} is not in YOUSU_HTTP_CALL_HOSTS.`, { host });
  }
}

/** An allowed name leads into our own network, or to the machine itself. */
export class HttpAddressNotPublic extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(host: string) {
    super(`${host} is not at a public address.`, { host });
  }
}

/** What goes out or comes back is more than a call may carry. */
export class HttpTooLarge extends AppError {
  readonly code = 'INVALID';
  constructor(what: 'request' | 'answer', limitBytes: number) {
    super(`The ${what} is larger than ${limitBytes} bytes.`, { what, limitBytes });
  }
}

/** A redirect could lead off the allow-list: it is followed by nobody. */
export class HttpRedirected extends AppError {
  readonly code = 'INVALID';
  constructor(host: string, status: number) {
    super(`${host} answered with a redirect (${status}).`, { host, status });
  }
}

/** Variables are wanted from an answer that is no JSON. */
export class HttpAnswerUnreadable extends AppError {
  readonly code = 'INVALID';
  constructor(host: string) {
    super(`${host} did not answer with JSON.`, { host });
  }
}

/** What the step was drawn with does not make a call. */
export class HttpCallNotSet extends AppError {
  readonly code = 'INVALID';
  constructor(setting: string, problem: string) {
    super(`The HTTP call cannot be made: ${setting} ${problem}.`, { setting, problem });
  }
}
