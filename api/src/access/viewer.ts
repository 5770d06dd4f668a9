import type { Role } from '../../../common/src/access/roles.js';

export { ROLES, type Role } from '../../../common/src/access/roles.js';

/** Who asks: everything that scope and permissions need, read once per request. */
export interface Viewer {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  unitId: string | null;
  unitCode: string | null;
  teamCode: string | null;
}

/** Citizens with an account, designers and administrators have no access to case content, whatever their unit or team (domain.md section 5). */
const WITHOUT_CASES: readonly Role[] = ['CI', 'DE', 'AD'];

/** The roles with which this person reads or works on cases. */
export const caseRolesOf = ({ roles }: Pick<Viewer, 'roles'>): Role[] =>
  roles.filter((role) => !WITHOUT_CASES.includes(role));

/** Names of the groups whose tasks this person may claim; the models name the same groups. */
export function groupsOf(viewer: Pick<Viewer, 'id' | 'roles' | 'unitCode' | 'teamCode'>): string[] {
  const roles = caseRolesOf(viewer);
  if (roles.length === 0) return [];
  const groups: string[] = [];
  for (const role of roles) {
    groups.push(`role:${role}`);
    if (viewer.unitCode) groups.push(`unit:${viewer.unitCode}:${role}`);
  }
  if (viewer.unitCode) groups.push(`unit:${viewer.unitCode}`);
  if (viewer.teamCode) groups.push(`team:${viewer.teamCode}`);
  return groups;
}
