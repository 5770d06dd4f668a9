import type { Sql } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import type { Act } from './intervention.model.js';

export type InterventionEvent =
  | 'interventionProposed'
  | 'interventionApproved'
  | 'interventionRejected'
  | 'interventionDone'
  | 'interventionRefused'
  | 'interventionFailed';

/** In the history of the case, or of the model where the instance belongs to no case. */
export async function tellIntervention(
  sql: Sql,
  type: InterventionEvent,
  about: Act & { id: string; number: string; instanceKey: string; processId: string; caseId: string | null },
  { by, at, personal, failure }: { by: string | null; at: Date; personal?: Record<string, string>; failure?: string },
): Promise<void> {
  const event = {
    actor: by ? { kind: 'USER' as const, id: by } : { kind: 'SYSTEM' as const },
    body: {
      intervention: about.number,
      interventionId: about.id,
      kind: about.kind,
      process: about.processId,
      instance: about.instanceKey,
      // Values of any kind, where the chain knows integers only.
      what: JSON.stringify(about.what),
      ...(failure && { failure }),
    },
    ...(personal && { personal }),
    at,
  };
  if (about.caseId) await appendEvent(sql, { ...event, type: `case.${type}`, caseId: about.caseId });
  else
    await appendEvent(sql, {
      ...event,
      type: `model.${type}`,
      caseId: null,
      stream: `model:PROCESS:${about.processId}`,
    });
}
