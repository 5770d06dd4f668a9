import { AppError } from '../../errors/app-error.js';

export class TaskNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such task, or it is not on your lists.');
  }
}

export class TaskAlreadyClaimed extends AppError {
  readonly code = 'CONFLICT';
  constructor(taskId: string, holderName: string) {
    super(`${holderName} has claimed this task.`, { taskId, holderName });
  }
}

export class TaskNotHeld extends AppError {
  readonly code = 'CONFLICT';
  constructor(taskId: string) {
    super('Claim the task first.', { taskId });
  }
}

export class TaskAlreadyDone extends AppError {
  readonly code = 'CONFLICT';
  constructor(taskId: string, byName: string | null) {
    super(byName ? `${byName} has completed this task.` : 'This task is completed.', { taskId, byName });
  }
}

export class TaskCanceled extends AppError {
  readonly code = 'CONFLICT';
  constructor(taskId: string) {
    super('The case went another way and this task was cancelled. What you wrote is kept as a draft.', { taskId });
  }
}

export class SecondPersonNeeded extends AppError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('This needs a second person: you took the first step yourself.');
  }
}

export class NotACandidate extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(groups: string[]) {
    super('This task belongs to another group.', { groups });
  }
}

export class FirstContactMissing extends AppError {
  readonly code = 'CONFLICT';
  /** @param attempts without an answer that count so far */
  constructor(attempts: number, needed: number, minutes: number) {
    super(
      `Reach the citizen and record it before you finish handling, or record ${needed} attempts at least ${minutes} minutes apart; ${attempts} so far.`,
      { attempts, needed, minutes },
    );
  }
}

export class ClosingBlocked extends AppError {
  readonly code = 'CONFLICT';
  constructor(act: string) {
    super(`A ${act} of this case waits for its decision; closing waits for it.`, { act });
  }
}
