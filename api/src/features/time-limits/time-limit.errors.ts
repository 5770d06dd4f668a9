import { AppError } from '../../errors/app-error.js';

export class ClockNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such clock, or your role does not see its case.');
  }
}

export class ClockNotRunning extends AppError {
  readonly code = 'CONFLICT';
  constructor(kind: string, state: string) {
    super(`The clock ${kind} is not running (${state}); open the case again to see how it stands.`, { kind, state });
  }
}

export class ClockNotPaused extends AppError {
  readonly code = 'CONFLICT';
  constructor(kind: string, state: string) {
    super(`The clock ${kind} does not stand still (${state}).`, { kind, state });
  }
}

/** Domain.md section 2.4: urgent cases of life and safety, reports and cases with a statutory limit have none. */
export class NoExtension extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`The handling time of case ${number} cannot be extended: its kind has no extension.`, { number });
  }
}

export class ExtensionTooLong extends AppError {
  readonly code = 'INVALID';
  constructor(longest: string) {
    super(`At most ${longest} can be granted at once.`, { fields: { span: 'tooLong' }, longest });
  }
}

export class ExtensionPending extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`An extension of case ${number} is waiting for its decision already.`, { number });
  }
}

export class NotYourUnitsCase extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string) {
    super(`Case ${number} is not led by your unit.`, { number });
  }
}

/** Nobody grants what they asked for, and the two who grant are two people. */
export class SameExtensionPerson extends AppError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('Who asked for an extension does not grant it, and two people grant it.');
  }
}
