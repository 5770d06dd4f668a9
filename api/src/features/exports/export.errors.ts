import { AppError } from '../../errors/app-error.js';

export class TooManyExports extends AppError {
  readonly code = 'RATE_LIMITED';
  /** @param whose OWN: one at a time for each person; ALL: the server writes as many as it can */
  constructor(whose: 'OWN' | 'ALL') {
    super(
      whose === 'OWN' ? 'An export of yours is still running.' : 'Too many exports are running. Try again in a moment.',
      { whose },
    );
  }
}
