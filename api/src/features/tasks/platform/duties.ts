import type { TaskKind } from '../../../contract.generated.js';

import type { Duty } from '../../cases/cases.public.js';

const DUTIES: Partial<Record<TaskKind, Duty>> = {
  acknowledge: 'HANDLING',
  handle: 'HANDLING',
  draftReply: 'HANDLING',
  approveReply: 'HANDLING',
  coAcknowledge: 'HANDLING',
  coHandle: 'HANDLING',
  acceptCoResult: 'HANDLING',
  closeReview: 'CLOSE_REVIEW',
  followUp: 'FOLLOW_UP',
};

/** The duty that a platform task carries; one person holds at most one of them on a case (domain.md section 5). */
export const dutyOf = (kind: string): Duty | null => DUTIES[kind as TaskKind] ?? null;
