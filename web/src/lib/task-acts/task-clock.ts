import type { TaskRowFragment } from '../../gql/documents.generated.js';

type Limited = Pick<TaskRowFragment, 'clockKind'> & { case: { id: string; provisional: boolean } };

/** Which clock of its case limits a task, for the reckoning behind its time left; nothing for a task without a limit. */
export function clockOfTask({ clockKind, case: of }: Limited): {
  clock?: { caseId: string; kinds: readonly string[] };
} {
  return clockKind ? { clock: { caseId: of.id, kinds: [clockKind] } } : {};
}

/** A case's own due moment is that of its handling: its certainty is the handling task's. */
export function isProvisional({ clockKind, case: of }: Limited): boolean {
  return of.provisional && (clockKind === 'HANDLE' || clockKind === 'REWORK');
}
