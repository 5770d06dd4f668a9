import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';

const LEVELS = [1, 2, 3, 4, 5];

/** What a reader may do about a case here; the use cases ask again. @param live levels of its live orders */
export function supervisionActions(
  subject: { closedAt: Date | null; leadUnitId: string | null },
  live: readonly number[],
  viewer: Viewer,
): string[] {
  if (subject.closedAt !== null) return [];
  const actions: string[] = [];
  if (may(viewer, 'openSupervision'))
    actions.push(...LEVELS.filter((level) => !live.includes(level)).map((level) => `open${level}`));
  if (may(viewer, 'remindUnits') && subject.leadUnitId !== null) actions.push('remind');
  if (may(viewer, 'inspectCase')) actions.push('inspect');
  if (may(viewer, 'instructCase')) actions.push('instruct');
  return actions;
}
