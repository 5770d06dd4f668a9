import type { CaseClocksFragment, CaseUnitsFragment } from '../../../gql/documents.generated.js';
import { ClockStanding } from './clock-standing.js';

type Props = {
  caseId: string;
  assignment: CaseUnitsFragment['assignments'][number];
  clocks: CaseClocksFragment['clocks'];
};

/** The limit that an assignment stands under now: signing first, then handling; nothing for one that was returned or left. */
export function AssignmentClock({ caseId, assignment: { kind, status }, clocks }: Props) {
  if (status === 'RETURNED' || status === 'EXITED') return <span className="soft">—</span>;
  const kinds = kind === 'CO' ? ['CO_HANDLE'] : status === 'PENDING_SIGN' ? ['SIGN'] : ['HANDLE', 'REWORK'];
  const own = clocks.filter((clock) => kinds.includes(clock.kind));
  // Several cooperating units have a clock each, and nothing tells which is whose.
  const clock = kind === 'CO' && own.length > 1 ? undefined : own.at(-1);
  return clock ? <ClockStanding caseId={caseId} clock={clock} /> : <span className="soft">—</span>;
}
