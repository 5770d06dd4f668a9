import type { ValueProblem } from '../../../../common/src/platform-steps/variable-value.js';
import { AppError } from '../../errors/app-error.js';

export class InstanceNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such process instance.');
  }
}

export class InstanceEnded extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('The process instance has ended.');
  }
}

export class StepLeft extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('Nobody stands at this step any more.');
  }
}

export class InterventionPending extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`Intervention ${number} about this instance is not over yet.`, { number });
  }
}

export class InterventionNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such intervention.');
  }
}

export class InterventionDecided extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string, state: string) {
    super(`Intervention ${number} has been decided already.`, { number, state });
  }
}

/** Who proposed something is not the second person. */
export class SecondPersonDecides extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string) {
    super(`Another person decides on intervention ${number}.`, { number });
  }
}

export class VariableNotChangeable extends AppError {
  readonly code = 'INVALID';
  /** @param why unknown: no model knows it; identity: it says whose process it is; personal: its name says it is a person's */
  constructor(variable: string, why: 'unknown' | 'identity' | 'personal') {
    super(`The variable ${variable} cannot be changed: ${why}.`, { variable, why });
  }
}

export class ValueNotAllowed extends AppError {
  readonly code = 'INVALID';
  constructor(variable: string, why: ValueProblem) {
    super(`The variable ${variable} cannot have this value: ${why}.`, { variable, why });
  }
}

export class NoSuchTarget extends AppError {
  readonly code = 'INVALID';
  constructor(element: string) {
    super(`No token can be moved to ${element}.`, { element });
  }
}

export class CalledInstance extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('A called process is cancelled with the one that called it.');
  }
}

/** The model of the version that runs is not stored, so nobody can say what it knows. */
export class ModelNotKept extends AppError {
  readonly code = 'CONFLICT';
  constructor(process: string, version: number) {
    super(`Version ${version} of ${process} is not stored.`, { process, version });
  }
}
