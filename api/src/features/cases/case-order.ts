import type { Sql, SqlFragment } from '../../database/database.js';
import { decodeCursor } from '../../graphql/page.js';
import type { CaseFilter } from './case-filter.js';

export type CaseSort = 'RECEIVED_DESC' | 'RECEIVED_ASC' | 'DUE_ASC' | 'LIGHT_DESC' | 'CLOSED_DESC';

/**
 * A stretch of a list that one index holds in order. A list is its sections one after the other: a page asks for the next
 * one only when those before gave too little, and no section is ever sorted as a whole.
 */
export interface ListSection {
  /** Place among the list's sections, as the cursor says it. */
  index: number;
  where: SqlFragment;
  by: SqlFragment;
  /** Where a row stands, for the next page. */
  cursor: SqlFragment;
  /** Rows of this section after the cursor's. */
  after: SqlFragment;
}

interface Stretch {
  ended: boolean | null;
  where: SqlFragment;
  key: SqlFragment;
  descending: boolean;
}

/**
 * The sections of a list that a filter leaves, from where the cursor stands. Ended cases follow the open ones, the newest end
 * first, where the order is by what only open cases have. Lights change while somebody pages: a list is ordered as it was at
 * its first page, whose moment the cursor carries.
 * @throws InvalidInput for a cursor that this list did not give
 */
export function sectionsOf(
  sql: Sql,
  sort: CaseSort,
  filter: Pick<CaseFilter, 'open'>,
  after: string | null | undefined,
  now: Date,
): ListSection[] {
  const keys = decodeCursor(after, ['integer', 'instant', 'instant', 'id']);
  const [from, asOfText, key, id] = keys ?? [];
  const asOf = keys ? sql`${asOfText ?? ''}::text::timestamptz` : sql`${now}::timestamptz`;
  const place = sql`(${key ?? ''}::text::timestamptz, ${id ?? ''}::text::uuid)`;
  return stretchesOf(sql, sort, asOf).flatMap((stretch, index) => {
    if (index < Number(from ?? 0)) return [];
    if (filter.open != null && stretch.ended === filter.open) return [];
    const direction = stretch.descending ? sql`desc` : sql`asc`;
    const beyond = stretch.descending ? sql`<` : sql`>`;
    return {
      index,
      where: stretch.where,
      by: sql`${stretch.key} ${direction}, c.id ${direction}`,
      cursor: sql`array[${String(index)}::text, (${asOf})::text, (${stretch.key})::text, c.id::text]`,
      after: keys && index === Number(from) ? sql`and (${stretch.key}, c.id) ${beyond} ${place}` : sql``,
    };
  });
}

function stretchesOf(sql: Sql, sort: CaseSort, asOf: SqlFragment): Stretch[] {
  const due = sql`coalesce(c.due_at, 'infinity')`;
  const open = (where: SqlFragment): Stretch => ({
    ended: false,
    where: sql`c.closed_at is null ${where}`,
    key: due,
    descending: false,
  });
  const ended: Stretch = {
    ended: true,
    where: sql`c.closed_at is not null`,
    key: sql`c.closed_at`,
    descending: true,
  };
  const received = { key: sql`c.received_at`, descending: true };
  const going = sql`and c.paused_at is null`;
  switch (sort) {
    case 'RECEIVED_DESC':
      return [{ ended: null, where: sql`true`, ...received }];
    case 'RECEIVED_ASC':
      return [{ ended: null, where: sql`true`, ...received, descending: false }];
    case 'CLOSED_DESC':
      return [ended, { ended: false, where: sql`c.closed_at is null`, ...received }];
    case 'DUE_ASC':
      return [open(sql``), ended];
    case 'LIGHT_DESC':
      return [
        open(sql`${going} and ${due} <= ${asOf}`),
        open(sql`${going} and ${due} > ${asOf} and c.yellow_at <= ${asOf}`),
        open(sql`${going} and ${due} > ${asOf} and coalesce(c.yellow_at, 'infinity') > ${asOf}`),
        open(sql`and c.paused_at is not null`),
        ended,
      ];
  }
}
