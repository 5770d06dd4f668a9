import { AppError } from '../../errors/app-error.js';

export class CaseNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such case, or your role does not see it.');
  }
}

export class CaseEnded extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string, status: string) {
    super(`Case ${number} has ended (${status}).`, { number, status });
  }
}

export class AlreadyPending extends AppError {
  readonly code = 'CONFLICT';
  constructor(act: 'withdrawal' | 'void', number: string) {
    super(`A ${act} of case ${number} is waiting for a decision already.`, { act, number });
  }
}

export class UrgedTooSoon extends AppError {
  readonly code = 'RATE_LIMITED';
  constructor(retryInMinutes: number) {
    super(`This case was urged within the last hour. Try again in ${retryInMinutes} minutes.`, { retryInMinutes });
  }
}

export class UnknownReference extends AppError {
  readonly code = 'INVALID';
  constructor(field: string, value: string) {
    super(`${field} ${value} is not known.`, { fields: { [field]: 'unknownValue' }, value });
  }
}

export class NoLiveAssignment extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`Case ${number} is not assigned to your unit now.`, { number });
  }
}

export class FinalReplySent extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`The final reply of case ${number} has been sent.`, { number });
  }
}

/** Handler, reviewer and follow-up caller are different people (domain.md section 5). */
export class DutiesSeparated extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(duty: string, otherDuty: string) {
    super(`You took part in this case as ${otherDuty}; ${duty} needs another person.`, { duty, otherDuty });
  }
}
