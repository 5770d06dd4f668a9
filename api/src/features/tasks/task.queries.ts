import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { bigrams } from '../../../../common/src/text/bigrams.js';
import { taskScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql, SqlFragment } from '../../database/database.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import { lightPredicate } from '../cases/cases.public.js';
import { firstOfGroups, listScope } from './group-lists.js';
import { type ListOrder, orderByLight } from './light-order.js';
import { TASK_COLUMNS, type TaskSelection, WHOLE_TASKS, withItsCase } from './task-columns.js';
import type { TaskFilter, TaskSort } from './task-filter.model.js';
import type { TaskRow } from './task-row.js';

export type { TaskRow } from './task-row.js';

/** Text made of the constants in task-columns.ts. */
const text = (sql: Sql, columns: string): SqlFragment => sql.unsafe(columns) as unknown as SqlFragment;

/** What a list is asked for, and where those of groups are read (see Database.plannedOnce). */
export interface ListMeans {
  selection: TaskSelection;
  plannedOnce: Sql;
}

/** Of so many cases on, a word is looked for on the way down a list. */
const COMMON_WORD = 1_000;
const COMMON_FOR_MS = 60_000;

/** Counts stop here: nobody reads more, and nothing scans a table. */
export const COUNT_LIMIT = 500;

@Injectable()
export class TaskQueries {
  /** Either way finds the same; a page that follows changes asks again and again. */
  private readonly common = new LRUCache<string, boolean>({ max: 1_000, ttl: COMMON_FOR_MS });

  async find(sql: Sql, viewer: Viewer, id: string): Promise<TaskRow | null> {
    const [row] = await sql<TaskRow[]>`
      /* findTask */
      select ${text(sql, TASK_COLUMNS)}
      from tasks t
      where t.id = ${id} and (${taskScope(sql, viewer)} or t.completed_by = ${viewer.id})`;
    return row ?? null;
  }

  ofCases(sql: Sql, caseIds: readonly string[]): Promise<TaskRow[]> {
    return sql<TaskRow[]>`
      /* tasksOfCases */
      select ${text(sql, TASK_COLUMNS)}
      from tasks t
      where t.case_id = any(${caseIds as string[]})
      order by t.created_at, t.id`;
  }

  async list(
    sql: Sql,
    viewer: Viewer,
    filter: TaskFilter,
    sort: TaskSort,
    page: { first?: number | null; after?: string | null },
    now: Date,
    { selection, plannedOnce }: ListMeans = { selection: WHOLE_TASKS, plannedOnce: sql },
  ): Promise<Page<TaskRow>> {
    const size = pageSize(page.first);
    const order = orderOf(sql, sort, page.after, now);
    const scope = filter.scope ?? 'MY_GROUPS';
    const words = filter.text?.trim() ?? '';
    const common = await this.isCommon(sql, words);
    const filtered = this.filtered(sql, filter, now, common);
    const first = firstOfGroups(sql, viewer, {
      scope,
      filter,
      sort,
      after: page.after,
      size: size + 1,
      now,
      filtered,
      common: common ? words : null,
    });
    const rows = await (first ? plannedOnce : sql)<(TaskRow & { cursor: string[] })[]>`
      /* listTasks */
      select ${text(sql, selection.columns)}, ${order.cursor} as cursor
      from ${first ?? sql`tasks t`}
      ${selection.withCase ? sql`join cases c on c.id = t.case_id` : sql``}
      where ${
        first
          ? sql`true`
          : sql`t.state in ('OPEN', 'CLAIMED', 'COMPLETING') and (${listScope(sql, viewer, scope)}) ${filtered} ${order.after}`
      }
      order by ${order.by}
      limit ${size + 1}`;
    if (selection.withCase) rows.forEach(withItsCase);
    return toPage(rows, size);
  }

  async counts(
    sql: Sql,
    viewer: Viewer,
    now: Date,
  ): Promise<{ mine: number; unassigned: number; overdue: number; dueSoon: number; limit: number }> {
    const open = sql`t.state in ('OPEN', 'CLAIMED') and (${listScope(sql, viewer, 'MY_GROUPS')})`;
    const [row] = await sql<{ mine: number; unassigned: number; overdue: number; dueSoon: number }[]>`
      /* taskCounts */
      select
        (select count(*)::int from (select from tasks t where t.holder_id = ${viewer.id} and t.state in ('CLAIMED', 'COMPLETING') limit ${COUNT_LIMIT}) a) as mine,
        (select count(*)::int from (select from tasks t where t.state = 'OPEN' and ${listScope(sql, viewer, 'UNASSIGNED')} limit ${COUNT_LIMIT}) b) as unassigned,
        (select count(*)::int from (select from tasks t where ${open} and t.due_at <= ${now} limit ${COUNT_LIMIT}) c) as overdue,
        (select count(*)::int from (select from tasks t where ${open} and t.yellow_at <= ${now} and t.due_at > ${now} limit ${COUNT_LIMIT}) d) as "dueSoon"`;
    return { mine: 0, unassigned: 0, overdue: 0, dueSoon: 0, ...row, limit: COUNT_LIMIT };
  }

  /** A word of very many cases is met soon on the way down a list; a rarer one is found by its pairs of characters. */
  private async isCommon(sql: Sql, words: string): Promise<boolean> {
    const pairs = isNumber(words) ? [] : bigrams(words);
    if (pairs.length === 0) return false;
    const known = this.common.get(words);
    if (known !== undefined) return known;
    const [row] = await sql<{ cases: number }[]>`
      /* casesOfWord */
      select count(*)::int as cases
      from (select from case_words w where w.bigrams @> ${pairs} limit ${COMMON_WORD}) x`;
    const common = row?.cases === COMMON_WORD;
    this.common.set(words, common);
    return common;
  }

  private filtered(sql: Sql, filter: TaskFilter, now: Date, common: boolean): SqlFragment {
    return sql`
      ${filter.unitId ? sql`and t.unit_id = ${filter.unitId}` : sql``}
      ${filter.kind?.length ? sql`and t.kind = any(${filter.kind})` : sql``}
      ${filter.phase?.length ? sql`and t.phase = any(${filter.phase})` : sql``}
      ${filter.urgency?.length ? sql`and t.urgency = any(${filter.urgency})` : sql``}
      ${filter.light?.length ? sql`and (${lightPredicate(sql, 't', filter.light, now)})` : sql``}
      ${filter.paused == null ? sql`` : filter.paused ? sql`and t.paused_at is not null` : sql`and t.paused_at is null`}
      ${filter.dueFrom ? sql`and t.due_at >= ${filter.dueFrom}` : sql``}
      ${filter.dueTo ? sql`and t.due_at < ${filter.dueTo}` : sql``}
      ${filter.categoryCode ? sql`and (t.category_code = ${filter.categoryCode} or t.category_code like ${`${filter.categoryCode}-%`})` : sql``}
      ${worded(sql, filter.text?.trim() ?? '', common)}`;
  }
}

const isNumber = (text: string): boolean => /^LC\d/i.test(text);

/** A case number by its first characters, else words of the title. */
function worded(sql: Sql, text: string, common: boolean): SqlFragment {
  if (text === '') return sql``;
  if (isNumber(text)) return sql`and t.case_number like ${`${text.toUpperCase()}%`}`;
  const pairs = common ? [] : bigrams(text);
  return sql`
    ${pairs.length > 0 ? sql`and t.case_id in (select w.case_id from case_words w where w.bigrams @> ${pairs})` : sql``}
    and strpos(lower(t.case_title), lower(${text})) > 0`;
}

function orderOf(sql: Sql, sort: TaskSort, after: string | null | undefined, now: Date): ListOrder {
  if (sort === 'LIGHT_DESC') return orderByLight(sql, after, now);
  if (sort === 'URGENCY_DESC') {
    const keys = decodeCursor(after, ['integer', 'instant', 'id']);
    return {
      by: sql`t.urgency desc, t.due_at, t.id`,
      cursor: sql`array[t.urgency::text, t.due_at::text, t.id::text]`,
      after: keys
        ? sql`and (-t.urgency, t.due_at, t.id) > (-(${keys[0] ?? ''}::text::int), ${keys[1] ?? ''}::text::timestamptz, ${keys[2] ?? ''}::text::uuid)`
        : sql``,
    };
  }
  const keys = decodeCursor(after, ['instant', 'id']);
  const [first, second] = [keys?.[0] ?? '', keys?.[1] ?? ''];
  if (sort === 'CREATED_DESC') {
    return {
      by: sql`t.created_at desc, t.id desc`,
      cursor: sql`array[t.created_at::text, t.id::text]`,
      after: keys ? sql`and (t.created_at, t.id) < (${first}::text::timestamptz, ${second}::text::uuid)` : sql``,
    };
  }
  return {
    by: sql`t.due_at, t.id`,
    cursor: sql`array[t.due_at::text, t.id::text]`,
    after: keys ? sql`and (t.due_at, t.id) > (${first}::text::timestamptz, ${second}::text::uuid)` : sql``,
  };
}
