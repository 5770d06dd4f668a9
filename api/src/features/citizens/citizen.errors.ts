import { AppError } from '../../errors/app-error.js';

export class WrongCheckCode extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('Number and check code do not belong together.');
  }
}

export class TooManyTries extends AppError {
  readonly code = 'RATE_LIMITED';
  constructor(retryInMinutes: number) {
    super(`Too many wrong tries. Try again in ${retryInMinutes} minutes.`, { retryInMinutes });
  }
}
