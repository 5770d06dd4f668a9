import type { TFunction } from 'i18next';

/**
 * Why a step stands still and what an operator can do, from the engine's kind of error and the name with which the platform's
 * own steps say theirs (`HttpAway: …`, `StepNotSet (INVALID)`). Needs the texts of operations.
 */
export function incidentWords(
  { errorType, message }: { errorType: string; message: string },
  t: TFunction,
): { what: string; how: string } {
  const name = errorType === 'JOB_NO_RETRIES' ? (/^([A-Z]\w+)(?::| \(|$)/.exec(message)?.[1] ?? '') : '';
  const own = name && t(`operations:jobCause.${name}.what`, { defaultValue: '' });
  if (own) return { what: own, how: t(`operations:jobCause.${name}.how`, { defaultValue: '' }) };
  return {
    what: t([`operations:incident.${errorType}`, 'operations:incident.other']),
    how: t([`operations:incidentHow.${errorType}`, 'operations:incidentHow.other']),
  };
}
