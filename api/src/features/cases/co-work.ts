import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { isReplied } from './assignment.repository.js';

/** A co-unit's share about which nothing is to be done any more; the database's own `demand_co_units_done` says the same. */
export const CO_WORK_OVER: readonly string[] = ['ACCEPTED', 'RETURNED', 'EXITED'];

export const isCoWorkOver = ({ status }: { status: string }): boolean => CO_WORK_OVER.includes(status);

const CITY_ROLES = ['DI', 'SU'] as const;

/** Dispatchers and supervisors act on co-units of the whole city, handlers and leaders where their own unit leads (domain.md section 5). */
export const actsForLead = (viewer: Pick<Viewer, 'roles' | 'unitId'>, leadUnitId: string | null): boolean =>
  CITY_ROLES.some((role) => viewer.roles.includes(role)) || (leadUnitId !== null && leadUnitId === viewer.unitId);

/** Why somebody may not ask a unit to help with this case now; null: they may. */
export function refusalToAskForHelp(
  viewer: Pick<Viewer, 'roles' | 'unitId'>,
  lead: { unitId: string; status: string } | null,
  isReplyWritten: boolean,
): 'ROLE' | 'NO_UNIT' | 'FOREIGN_UNIT' | 'REPLY_WRITTEN' | null {
  if (!may(viewer, 'addCoUnits')) return 'ROLE';
  if (!lead) return 'NO_UNIT';
  if (!actsForLead(viewer, lead.unitId)) return 'FOREIGN_UNIT';
  return isReplied(lead) || isReplyWritten ? 'REPLY_WRITTEN' : null;
}
