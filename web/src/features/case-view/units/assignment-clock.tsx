import type { CaseClocksFragment } from '../../../gql/documents.generated.js';
import { ClockStanding } from '../clocks/clock-standing.js';

type Props = {
  caseId: string;
  assignment: { id: string; kind: string; status: string };
  clocks: CaseClocksFragment['clocks'];
};

/** The limit that an assignment stands under now: signing first, then handling; nothing for one that was returned or left. */
export function AssignmentClock({ caseId, assignment: { id, kind, status }, clocks }: Props) {
  if (status === 'RETURNED' || status === 'EXITED') return <span className="soft">—</span>;
  // A co-unit's own limit is the one that counts: it runs from the moment it was asked, also while nobody has signed.
  const kinds = kind === 'CO' ? ['CO_HANDLE'] : status === 'PENDING_SIGN' ? ['SIGN'] : ['HANDLE', 'REWORK'];
  const own = kind === 'CO' ? [id] : [id, null];
  const clock = clocks.findLast((each) => kinds.includes(each.kind) && own.includes(each.assignmentId));
  return clock ? <ClockStanding caseId={caseId} clock={clock} /> : <span className="soft">—</span>;
}
