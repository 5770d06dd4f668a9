import { z } from 'zod';

/** What the provider tells of a try. */
export const callOutcome = z.object({
  callId: z.uuid(),
  attempt: z.int().min(1).max(3),
  /** ANSWERED: picked up, but 1 was not pressed. */
  outcome: z.enum(['ACKNOWLEDGED', 'ANSWERED', 'NO_ANSWER', 'BUSY', 'FAILED']),
});

export type CallOutcome = z.infer<typeof callOutcome>;
