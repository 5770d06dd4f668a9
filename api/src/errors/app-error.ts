export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/**
 * Something that can go wrong by the rules of the product. The message is one English sentence for logs and scripts;
 * clients translate by `name` and `details`. Details never hold personal data.
 */
export abstract class AppError extends Error {
  abstract readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = new.target.name;
    this.details = details;
  }
}

export class NotSignedIn extends AppError {
  readonly code = 'UNAUTHENTICATED';
  constructor() {
    super('Sign in first.');
  }
}

/** A temporary password opens nothing but the page that replaces it. */
export class PasswordMustChange extends AppError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('Choose a password of your own first.');
  }
}

export class NotPermitted extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(action: string) {
    super(`Your role does not include ${action}.`, { action });
  }
}

export class InvalidInput extends AppError {
  readonly code = 'INVALID';
  /** @param fields field name → rule that it breaks (required, tooLong, unknownValue …) */
  constructor(message: string, fields: Record<string, string>) {
    super(message, { fields });
  }
}
