import type { ScenarioProblem } from '../../../../common/src/scenarios/read-scenario.js';
import { AppError } from '../../errors/app-error.js';

export class TrialsUnavailable extends AppError {
  readonly code = 'UNAVAILABLE';
  constructor() {
    super(
      'Nothing can be tried here: this installation has no stage (YOUSU_STAGE is not set). Use "npm start", or "npm run yousu -- simulate" on a machine with Java.',
    );
  }
}

export class ScenarioInvalid extends AppError {
  readonly code = 'INVALID';
  constructor(message: string, problems: readonly ScenarioProblem[]) {
    super(message, { problems });
  }
}

/** A stage plays one after the other; who is behind so many would wait for minutes. */
export class TooManyTrials extends AppError {
  readonly code = 'RATE_LIMITED';
  constructor(waiting: number) {
    super(`${waiting} trials are waiting already; try again when one is over.`, { waiting });
  }
}
