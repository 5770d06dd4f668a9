import { AppError } from '../../errors/app-error.js';

export class AttachmentRefused extends AppError {
  readonly code = 'INVALID';
  /** @param rule tooLarge, unknownType or missing */
  constructor(rule: 'tooLarge' | 'unknownType' | 'missing', limits: { megabytes: number }) {
    super(
      rule === 'tooLarge'
        ? `The file is larger than ${limits.megabytes} MB.`
        : rule === 'unknownType'
          ? 'Only pictures (JPEG, PNG, WebP, HEIC), PDF, Office files, MP3, WAV and MP4 are taken.'
          : 'No file came with the request.',
      { rule, ...limits },
    );
  }
}

export class AttachmentNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such file, or your role does not see its case.');
  }
}
