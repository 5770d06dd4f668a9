import { AppError } from '../../errors/app-error.js';

export class OrderNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such supervision order, or your role does not see its case.');
  }
}

/** The case was answered or ended meanwhile, or somebody else did this step. */
export class OrderNotWaiting extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string, state: string) {
    super(`Supervision order ${number} does not wait for this any more (${state}).`, { number, state });
  }
}

export class LevelAlreadyOpen extends AppError {
  readonly code = 'CONFLICT';
  constructor(caseNumber: string, level: number) {
    super(`Case ${caseNumber} is supervised on level ${level} already.`, { caseNumber, level });
  }
}

/** Who answered does not judge the answer. */
export class OwnAnswer extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string) {
    super(`You answered supervision order ${number}; somebody else reviews it.`, { number });
  }
}

/** L5: two persons approve, neither of them the proposer. */
export class SameHandoverPerson extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string) {
    super(`Order ${number} needs two approvals by two people who did not propose it.`, { number });
  }
}

export class CallNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such call.');
  }
}

export class CallNotRinging extends AppError {
  readonly code = 'CONFLICT';
  constructor(state: string) {
    super(`This call cannot be acknowledged here (${state}).`, { state });
  }
}

/** The provider's word is taken only with its signature, and only for some minutes. */
export class CallbackRefused extends AppError {
  readonly code = 'UNAUTHENTICATED';
  constructor(why: 'signature' | 'timestamp' | 'noProvider') {
    super('The callback is not signed as agreed.', { why });
  }
}

export class UnitNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such unit.');
  }
}
