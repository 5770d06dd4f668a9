import { AppError } from '../../errors/app-error.js';

export class CoAssignmentNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such cooperating unit, or your role does not see its case.');
  }
}

/** Its result was accepted, or it left the case. */
export class CoAssignmentEnded extends AppError {
  readonly code = 'CONFLICT';
  constructor(unit: string, status: string) {
    super(`${unit} has no work left on this case (${status}).`, { unit, status });
  }
}

/** Who wrote a result does not accept it. */
export class OwnCoResult extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(unit: string) {
    super(`You wrote the result of ${unit}; somebody else accepts it.`, { unit });
  }
}

/** Close standard (domain.md section 2.5): all results of co-units are accepted before the citizen hears. */
export class CoUnitsNotDone extends AppError {
  readonly code = 'CONFLICT';
  /** @param units in words, those whose result was never accepted */
  constructor(units: string[]) {
    super(
      `The reply waits for ${units.join(', ')}: accept the result, send it back, or ask for the unit to leave the case.`,
      { units: units.join('、') },
    );
  }
}
