import { AppError } from '../../errors/app-error.js';

export class MigrationNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such migration.');
  }
}

export class MigrationTargetNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor(processId: string, version: number) {
    super(`There is no version ${version} of process ${processId} on this engine.`, { processId, version });
  }
}

export class MigrationIsLive extends AppError {
  readonly code = 'CONFLICT';
  constructor(processId: string, number: string, migrationId: string) {
    super(`Migration ${number} of process ${processId} has to end first.`, { processId, number, migrationId });
  }
}

export class NothingToMigrate extends AppError {
  readonly code = 'INVALID';
  constructor(processId: string, version: number) {
    super(`No running instance of ${processId} is on another version than ${version}.`, { processId, version });
  }
}

/** What was asked does not fit the state it is in. */
export class MigrationInOtherState extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string, state: string) {
    super(`Migration ${number} cannot do this any more: it is ${state.toLowerCase()}.`, { number, state });
  }
}

/** Somebody planned anew after this was read. */
export class MigrationReplanned extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`Migration ${number} has been planned anew meanwhile; look at it again.`, { number });
  }
}

export class SecondPersonDecides extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string) {
    super(`You planned migration ${number}: another leader decides on it.`, { number });
  }
}

export class OnlyWhoPlanned extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string) {
    super(`Only who planned migration ${number} can do this.`, { number });
  }
}
