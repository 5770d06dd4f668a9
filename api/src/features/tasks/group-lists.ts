import { candidateScope, taskScope } from '../../access/scope.js';
import { groupsOf, type Viewer } from '../../access/viewer.js';
import { literal, type Sql, type SqlFragment } from '../../database/database.js';
import { decodeCursor } from '../../graphql/page.js';
import type { TaskFilter, TaskSort } from './task-filter.model.js';

export type ListScope = NonNullable<TaskFilter['scope']>;

/** Which tasks stand on such a list of this person, as a predicate over the alias `t` of open `tasks`. */
export function listScope(sql: Sql, viewer: Viewer, scope: ListScope): SqlFragment {
  switch (scope) {
    case 'MINE':
      return sql`t.holder_id = ${viewer.id}`;
    case 'UNASSIGNED':
      return sql`t.state = 'OPEN' and ${candidateScope(sql, viewer)}`;
    case 'MY_GROUPS':
      return sql`t.holder_id = ${viewer.id} or ${candidateScope(sql, viewer)}`;
    case 'ALL':
      return taskScope(sql, viewer);
  }
}

export interface GroupPage {
  scope: ListScope;
  filter: TaskFilter;
  sort: TaskSort;
  after: string | null | undefined;
  /** How many of each group may be on the page. */
  size: number;
  now: Date;
  /** Conditions over the alias `t` that the page has besides. */
  filtered: SqlFragment;
  /** The words looked for, where they are met soon on the way down the list. */
  common: string | null;
}

/**
 * A page of my groups' tasks in place of the table, as `(…) t`: of each group the first in the order of the list, read from its
 * own index, so that it takes as long for a group with a hundred thousand tasks as for one with a hundred. Measured with
 * `npm run bench -- lists`.
 * @returns null where the list has another order or is not one of groups
 */
export function firstOfGroups(sql: Sql, viewer: Viewer, page: GroupPage): SqlFragment | null {
  const { scope, filter, sort } = page;
  if ((filter.text?.trim() && page.common === null) || (scope !== 'MY_GROUPS' && scope !== 'UNASSIGNED')) return null;
  if (sort === 'DUE_ASC') return union(sql, viewer, page, byDue(sql, page));
  if (sort === 'URGENCY_DESC') return union(sql, viewer, page, byUrgency(sql, page));
  return null;
}

interface Order {
  /** Rows over which the index is read again for each group. */
  steps: SqlFragment;
  of: SqlFragment;
  /** Those of the groups after the last row of the page before. */
  after: SqlFragment;
  held: { keys: SqlFragment; by: SqlFragment; after: SqlFragment };
}

function byDue(sql: Sql, { after }: GroupPage): Order {
  const keys = decodeCursor(after, ['instant', 'id']);
  const last = sql`(${keys?.[0] ?? ''}::text::timestamptz, ${keys?.[1] ?? ''}::text::uuid)`;
  return {
    steps: sql``,
    of: sql``,
    after: keys ? sql`and (k.due_at, k.task_id) > ${last}` : sql``,
    held: {
      keys: sql`t.due_at, t.id`,
      by: sql`t.due_at, t.id`,
      after: keys ? sql`and (t.due_at, t.id) > ${last}` : sql``,
    },
  };
}

function byUrgency(sql: Sql, { after }: GroupPage): Order {
  const keys = decodeCursor(after, ['integer', 'instant', 'id']);
  const last = sql`(-(${keys?.[0] ?? ''}::text::int), ${keys?.[1] ?? ''}::text::timestamptz, ${keys?.[2] ?? ''}::text::uuid)`;
  return {
    steps: sql`cross join (values (4), (3), (2)) as step (urgency)`,
    of: sql`and k.urgency = step.urgency`,
    after: keys ? sql`and (-k.urgency, k.due_at, k.task_id) > ${last}` : sql``,
    held: {
      keys: sql`t.urgency, t.due_at, t.id`,
      by: sql`t.urgency desc, t.due_at, t.id`,
      after: keys ? sql`and (-t.urgency, t.due_at, t.id) > ${last}` : sql``,
    },
  };
}

function union(sql: Sql, viewer: Viewer, asked: GroupPage, order: Order): SqlFragment {
  const { scope, filtered } = asked;
  const most = literal(sql, PAGES.find((rows) => rows >= asked.size) ?? asked.size);
  const ofGroups = sql`
    select nearest.*
    from unnest(${groupsOf(viewer)}::text[]) as mine (group_name)
    ${order.steps}
    cross join lateral (
      select t.*
      from task_candidates k
      join tasks t on t.id = k.task_id
      where k.group_name = mine.group_name ${order.of}
        and t.state ${scope === 'UNASSIGNED' ? sql`= 'OPEN'` : sql`in ('OPEN', 'CLAIMED', 'COMPLETING')`}
        ${dueBounds(sql, asked)} ${titled(sql, asked)} ${filtered} ${order.after}
      order by k.due_at, k.task_id
      limit ${most}
    ) nearest`;
  // One that several of my groups may take is found more than once.
  const page = (rows: SqlFragment) => sql`(
    select distinct on (${order.held.keys}) t.*
    from (${rows}) t
    order by ${order.held.by}
    limit ${most}) t`;
  if (scope === 'UNASSIGNED') return page(ofGroups);
  return page(sql`${ofGroups}
    union all
    select held.*
    from (
      select t.*
      from tasks t
      where t.holder_id = ${viewer.id} and t.state in ('CLAIMED', 'COMPLETING') ${filtered} ${order.held.after}
      order by ${order.held.by}
      limit ${most}
    ) held`);
}

/**
 * Rows of a page and the one after it, of the usual page and of the largest: each is a statement of its own that stays prepared, so
 * whoever asks may not choose among many.
 */
const PAGES = [51, 201];

/** What the filter says of the due moment, said to the index too. */
function dueBounds(sql: Sql, { filter, now }: GroupPage): SqlFragment {
  const red = filter.light?.length === 1 && filter.light[0] === 'RED';
  return sql`
    ${red ? sql`and k.due_at <= ${now}` : sql``}
    ${filter.dueFrom ? sql`and k.due_at >= ${filter.dueFrom}` : sql``}
    ${filter.dueTo ? sql`and k.due_at < ${filter.dueTo}` : sql``}`;
}

/** The words too, so that only what holds them is looked up; made small once, not for each row. */
function titled(sql: Sql, { common }: GroupPage): SqlFragment {
  return common === null ? sql`` : sql`and strpos(k.title, (select lower(${common}))) > 0`;
}
