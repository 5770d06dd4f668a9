import { AppError } from '../../errors/app-error.js';
import type { RegisterKind } from './registers/register.model.js';

export class EntryNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor(register: RegisterKind, key: string) {
    super(`There is no ${register} ${key}.`, { register, key });
  }
}

export class AlreadyThere extends AppError {
  readonly code = 'CONFLICT';
  constructor(register: RegisterKind, key: string) {
    super(`There is a ${register} ${key} already; names are never used twice.`, { register, key });
  }
}

/** What a unit still has to do must go elsewhere first. */
export class UnitInUse extends AppError {
  readonly code = 'CONFLICT';
  /** @param where units with what is there, in words of the city: `水务局 3` */
  constructor(found: { assignments: number; people: number; units: number }, where: string) {
    super(
      `${found.assignments} open assignments, ${found.people} active people and ${found.units} active units are with it or below it (${where}).`,
      { ...found, where },
    );
  }
}

/** Of a team: people; of an area or a category: what is below it. */
export class EntryInUse extends AppError {
  readonly code = 'CONFLICT';
  constructor(register: RegisterKind, key: string, count: number) {
    super(`${count} active entries belong to ${register} ${key}; put them out of use first.`, { register, key, count });
  }
}

/** What an entry belongs to is out of use itself. */
export class AboveOutOfUse extends AppError {
  readonly code = 'CONFLICT';
  constructor(register: RegisterKind, key: string, above: string) {
    super(`${above}, to which ${register} ${key} belongs, is out of use. Take it back into use first.`, {
      register,
      key,
      above,
    });
  }
}

export class LastAdministrator extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('Nobody would be left to administer. Make somebody else an administrator first.');
  }
}

export class OwnAccount extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('Another administrator does this to your account.');
  }
}

/** An uploaded table that is none, or not the one that was previewed. */
export class ImportRefused extends AppError {
  readonly code = 'INVALID';
  constructor(
    rule:
      | 'missing'
      | 'notATable'
      | 'tooLarge'
      | 'tooManyLines'
      | 'noHeader'
      | 'missingColumn'
      | 'empty'
      | 'unknownRegister',
    details: Record<string, unknown> = {},
  ) {
    super('This table cannot be imported.', { rule, ...details });
  }
}

/** The table or the registers changed since the preview: nothing was imported. */
export class PreviewOutdated extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('The registers or the table changed since the preview. Look at the new preview and import again.');
  }
}
