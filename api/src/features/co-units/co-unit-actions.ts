import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import { actsForLead, isCoWorkOver } from '../cases/cases.public.js';

interface Share {
  kind: string;
  status: string;
}

/** What a reader may do about a unit's share of a case; the use cases ask again. */
export function coUnitActions(
  share: Share,
  of: { closedAt: Date | null; leadUnitId: string | null },
  viewer: Viewer,
): string[] {
  if (share.kind !== 'CO' || isCoWorkOver(share) || of.closedAt !== null || !may(viewer, 'exitCoUnit')) return [];
  return actsForLead(viewer, of.leadUnitId) ? ['exit'] : [];
}
