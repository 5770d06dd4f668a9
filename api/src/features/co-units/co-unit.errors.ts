import { AppError } from '../../errors/app-error.js';

export class CaseWithoutUnit extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`Case ${number} is not with a unit yet; dispatch it first.`, { number });
  }
}

/** The reply is written, waits for its approval, or went out. */
export class ReplyIsWritten extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`The reply of case ${number} is written; nobody can be asked to help any more.`, { number });
  }
}

export class LeadIsNoCoUnit extends AppError {
  readonly code = 'CONFLICT';
  constructor(unit: string) {
    super(`${unit} leads the case and is not its own helper.`, { unit });
  }
}

export class AlreadyCoUnit extends AppError {
  readonly code = 'CONFLICT';
  constructor(unit: string) {
    super(`${unit} is working on this case already.`, { unit });
  }
}

export class UnitNotInUse extends AppError {
  readonly code = 'INVALID';
  constructor(unit: string) {
    super(`${unit} is no unit in use.`, { unit });
  }
}
