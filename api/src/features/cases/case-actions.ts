import { may, type Permission } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { isReplied } from './assignment.repository.js';
import type { CaseRow } from './case.queries.js';
import type { AssignmentRow, PendingActRow } from './case-parts.queries.js';
import { refusalToAskForHelp } from './co-work.js';

const ACTS: [string, Permission][] = [
  ['urge', 'urgeCase'],
  ['supplement', 'supplementCase'],
  ['withdraw', 'withdrawCase'],
  ['void', 'voidCase'],
  ['instruct', 'instructCase'],
];

interface CaseParts {
  pending: readonly Pick<PendingActRow, 'kind'>[];
  assignments: readonly Pick<AssignmentRow, 'kind' | 'unitId' | 'status'>[];
  replyWritten: boolean;
}

/** What a reader may do on a case now; the use cases ask again. */
export function actionsOn(row: CaseRow, viewer: Viewer, { pending, assignments, replyWritten }: CaseParts): string[] {
  const isPending = (kind: string) => pending.some((act) => act.kind === kind);
  const actions: string[] = [];
  if (row.closedAt === null) {
    for (const [action, permission] of ACTS) if (may(viewer, permission)) actions.push(action);
    if (may(viewer, 'recordFirstContact') && row.leadUnitId !== null && row.leadUnitId === viewer.unitId)
      actions.push('firstContact');
    const lead = assignments.find(
      ({ kind, status }) => kind === 'LEAD' && status !== 'RETURNED' && status !== 'EXITED',
    );
    if (may(viewer, 'sendInterimReply') && lead && lead.unitId === viewer.unitId && !isReplied(lead))
      actions.push('interimReply');
    if (refusalToAskForHelp(viewer, lead ?? null, replyWritten) === null) actions.push('addCoUnits');
  }
  if (viewer.roles.includes('FU') || (viewer.roles.includes('CA') && row.firstReceiverUserId === viewer.id))
    actions.push('viewRequester');
  return actions.filter(
    (action) => !(action === 'withdraw' && isPending('WITHDRAWAL')) && !(action === 'void' && isPending('VOID')),
  );
}
