import type { Role, Viewer } from '../../api/src/access/viewer.js';
import type { RandomCity, RandomTask } from './random-city.js';

/**
 * Who may read what, written from the table of domain.md section 5 and knowing nothing of the application's SQL.
 * Row "Read case": QC, DI, SU, FU, LD and AU read every case; CA their own (received, or with a task of theirs);
 * HA, UL and CO what is their unit's (assigned and not returned, or with a task in their hands); HA, who may create
 * cases (row "Create case"), what they received besides; designers, administrators and citizens with an account none.
 */
const EVERY_CASE: readonly Role[] = ['QC', 'DI', 'SU', 'FU', 'LD', 'AU'];
const OF_UNITS: readonly Role[] = ['HA', 'UL', 'CO'];
/** Who may create cases and does not read every case anyway. */
const RECEIVERS: readonly Role[] = ['CA', 'HA'];
const EVERY_TASK: readonly Role[] = ['SU', 'LD', 'AU'];
const NO_CASE_CONTENT: readonly Role[] = ['CI', 'DE', 'AD'];
const LIVE: readonly string[] = ['OPEN', 'CLAIMED', 'COMPLETING'];
const IN_HAND: readonly string[] = ['CLAIMED', 'COMPLETING'];

export type ListScope = 'MINE' | 'UNASSIGNED' | 'MY_GROUPS' | 'ALL';

const hasOne = (viewer: Viewer, roles: readonly Role[]): boolean => viewer.roles.some((role) => roles.includes(role));

/** Whether one of the task's groups is the viewer's, by the group names of design.md section 3. */
function isCandidate(viewer: Viewer, task: RandomTask): boolean {
  const working = viewer.roles.filter((role) => !NO_CASE_CONTENT.includes(role));
  if (working.length === 0) return false;
  return task.groups.some((group) => {
    const [kind, first, role] = group.split(':');
    if (kind === 'role') return working.includes(first as Role);
    if (kind === 'team') return viewer.teamCode === first;
    return viewer.unitCode === first && (role === undefined || working.includes(role as Role));
  });
}

/** Ids of the cases this person reads. */
export function readableCases(city: RandomCity, viewer: Viewer): string[] {
  const readable = city.cases.filter((each) => {
    if (hasOne(viewer, EVERY_CASE)) return true;
    const tasks = city.tasks.filter(({ caseId }) => caseId === each.id);
    const holdsOne = tasks.some(({ state, holderId }) => IN_HAND.includes(state) && holderId === viewer.id);
    if (hasOne(viewer, RECEIVERS) && each.receiverId === viewer.id) return true;
    const answersCalls = viewer.roles.includes('CA');
    if (answersCalls && tasks.some((task) => isCandidate(viewer, task))) return true;
    if (hasOne(viewer, OF_UNITS)) {
      const assigned = city.assignments.some(
        ({ caseId, unit, status }) =>
          caseId === each.id && unit === viewer.unitCode && status !== 'RETURNED' && status !== 'EXITED',
      );
      if (assigned) return true;
    }
    return (answersCalls || hasOne(viewer, OF_UNITS)) && holdsOne;
  });
  return readable.map(({ id }) => id);
}

/** Tasks on this person's lists. */
export function listedTasks(city: RandomCity, viewer: Viewer, scope: ListScope): RandomTask[] {
  if (viewer.roles.every((role) => NO_CASE_CONTENT.includes(role))) return [];
  return city.tasks.filter((task) => {
    if (!LIVE.includes(task.state)) return false;
    const mine = task.holderId === viewer.id;
    const candidate = isCandidate(viewer, task);
    if (scope === 'MINE') return mine;
    if (scope === 'UNASSIGNED') return task.state === 'OPEN' && candidate;
    if (scope === 'MY_GROUPS') return mine || candidate;
    const leads = viewer.roles.includes('UL') && task.unit !== null && task.unit === viewer.unitCode;
    return mine || candidate || leads || hasOne(viewer, EVERY_TASK);
  });
}
