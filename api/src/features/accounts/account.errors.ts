import { AppError } from '../../errors/app-error.js';

export class LoginRefused extends AppError {
  readonly code = 'UNAUTHENTICATED';
  constructor() {
    super('The account or the password is wrong.');
  }
}

/** Of somebody who is signed in: not a refusal of the session. */
export class WrongPassword extends AppError {
  readonly code = 'INVALID';
  constructor() {
    super('This is not your present password.');
  }
}

export class TooManyLogins extends AppError {
  readonly code = 'RATE_LIMITED';
  constructor(retryInMinutes: number) {
    super(`Too many wrong passwords. Try again in ${retryInMinutes} minutes.`, { retryInMinutes });
  }
}
