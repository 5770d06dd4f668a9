import { AppError } from '../../errors/app-error.js';

export class OnlyInDemonstrations extends AppError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('Time can be moved in demonstrations only.');
  }
}

export class NoAlarmAhead extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('No clock is running, so there is no alarm to go to. Advance by an hour or a working day.');
  }
}

export class MomentNotAhead extends AppError {
  readonly code = 'INVALID';
  constructor(moment: Date, now: Date) {
    super('Time goes forward only, and to the present at most.', {
      moment: moment.toISOString(),
      now: now.toISOString(),
    });
  }
}
