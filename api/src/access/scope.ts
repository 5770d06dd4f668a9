import type { Sql, SqlFragment } from '../database/database.js';
import { caseRolesOf, groupsOf, type Role, type Viewer } from './viewer.js';

const SEES_EVERY_CASE: readonly Role[] = ['QC', 'DI', 'SU', 'FU', 'LD', 'AU'];
const SEES_UNIT_CASES: readonly Role[] = ['HA', 'UL', 'CO'];
const SEES_WHAT_IT_RECEIVED: readonly Role[] = ['CA', 'HA'];
const SEES_EVERY_TASK: readonly Role[] = ['SU', 'LD', 'AU'];

const hasOne = (viewer: Viewer, roles: readonly Role[]) => viewer.roles.some((role) => roles.includes(role));

/**
 * Which cases a person may see, as a predicate over the alias `c` of `cases`; deny by default (domain.md section 5).
 * Call agents see what they received and what their tasks concern; units see what is assigned to them, and handlers
 * what they received themselves; designers and administrators see none. For one case or a few: each is looked up.
 */
export function caseScope(sql: Sql, viewer: Viewer): SqlFragment {
  if (hasOne(viewer, SEES_EVERY_CASE)) return sql`true`;
  const looked = waysToCases(sql, viewer).map(
    ({ caseId, rows, here }) => here ?? sql`exists (select ${rows} and ${caseId} = c.id)`,
  );
  return any(sql, looked);
}

/**
 * The same for lists: as the ids of these cases, so that the planner may begin with them where they are few and look each
 * case up among them where they are many. Not below an "or": there all ids would be read each time.
 */
export function caseListScope(sql: Sql, viewer: Viewer): SqlFragment {
  if (hasOne(viewer, SEES_EVERY_CASE)) return sql`true`;
  const ids = waysToCases(sql, viewer).map(({ caseId, rows }) => sql`select ${caseId} ${rows}`);
  if (ids.length === 0) return sql`false`;
  return sql`c.id in (${ids.reduce((left, right) => sql`${left} union all ${right}`)})`;
}

/** Rows that open a case to somebody (`from …`), and which case. */
interface WayToCases {
  caseId: SqlFragment;
  rows: SqlFragment;
  /** Said of the case itself, where its own row tells. */
  here?: SqlFragment;
}

function waysToCases(sql: Sql, viewer: Viewer): WayToCases[] {
  const ways: WayToCases[] = [];
  if (hasOne(viewer, SEES_WHAT_IT_RECEIVED)) {
    ways.push({
      here: sql`c.first_receiver_user_id = ${viewer.id}`,
      caseId: sql`received_case.id`,
      rows: sql`from cases received_case where received_case.first_receiver_user_id = ${viewer.id}`,
    });
  }
  if (viewer.roles.includes('CA')) {
    ways.push({
      caseId: sql`scope_task.case_id`,
      rows: sql`
        from task_candidates scope_candidate
        join tasks scope_task on scope_task.id = scope_candidate.task_id
        where scope_candidate.group_name = any(${groupsOf(viewer)})`,
    });
  }
  if (hasOne(viewer, SEES_UNIT_CASES) && viewer.unitId) {
    ways.push({
      caseId: sql`scope_assignment.case_id`,
      rows: sql`
        from assignments scope_assignment
        where scope_assignment.unit_id = ${viewer.unitId} and scope_assignment.status not in ('RETURNED', 'EXITED')`,
    });
  }
  if (hasOne(viewer, ['CA', 'HA', 'UL', 'CO'])) {
    ways.push({
      caseId: sql`held_task.case_id`,
      rows: sql`from tasks held_task where held_task.holder_id = ${viewer.id} and held_task.state in ('CLAIMED', 'COMPLETING')`,
    });
  }
  return ways;
}

/** Which tasks stand on a person's lists, as a predicate over the alias `t` of `tasks`. */
export function taskScope(sql: Sql, viewer: Viewer): SqlFragment {
  if (caseRolesOf(viewer).length === 0) return sql`false`;
  if (hasOne(viewer, SEES_EVERY_TASK)) return sql`true`;
  const parts = [sql`t.holder_id = ${viewer.id}`, candidateScope(sql, viewer)];
  if (viewer.roles.includes('UL') && viewer.unitId) parts.push(sql`t.unit_id = ${viewer.unitId}`);
  return any(sql, parts);
}

/** The same for a change told at commit, when the row may have left its lists. */
export function taskNoticeScope(
  change: { groups: string[]; holderId: string | null; actorId: string | null },
  viewer: Viewer,
): boolean {
  if (hasOne(viewer, SEES_EVERY_TASK)) return true;
  if (change.holderId === viewer.id || change.actorId === viewer.id) return true;
  const mine = groupsOf(viewer);
  const unitPrefix = viewer.roles.includes('UL') && viewer.unitCode ? `unit:${viewer.unitCode}:` : null;
  return change.groups.some((group) => mine.includes(group) || (unitPrefix !== null && group.startsWith(unitPrefix)));
}

/** Tasks that one of my groups may claim. */
export function candidateScope(sql: Sql, viewer: Viewer): SqlFragment {
  return sql`exists (
    select from task_candidates scope_candidate
    where scope_candidate.task_id = t.id and scope_candidate.group_name = any(${groupsOf(viewer)}))`;
}

function any(sql: Sql, parts: SqlFragment[]): SqlFragment {
  return parts.reduce((left, right) => sql`${left} or ${right}`, sql`false`);
}

/** Identities are shown to the call agent who received the case and to the centre's own desks; all others read them masked. */
export function seesIdentity(
  viewer: Viewer,
  subject: { firstReceiverUserId: string | null; secrecy: string },
): boolean {
  if (subject.secrecy !== 'NORMAL') return false;
  if (viewer.roles.includes('CA') && subject.firstReceiverUserId === viewer.id) return true;
  return hasOne(viewer, ['QC', 'DI', 'FU']);
}
