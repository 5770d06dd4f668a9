import { AppError } from '../../errors/app-error.js';

/** What a step was drawn with does not say what it is to do. */
export class StepNotSet extends AppError {
  readonly code = 'INVALID';
  constructor(element: string, setting: string) {
    super(`${element} cannot do its work: its setting ${setting} is missing or unknown.`, { element, setting });
  }
}

/** Only the route says at which status a case is; a helper beside it does not (design.md section 3). */
export class StatusOutsideRoute extends AppError {
  readonly code = 'INVALID';
  constructor(process: string) {
    super(`${process} is not the route of a case: it sets no status.`, { process });
  }
}
