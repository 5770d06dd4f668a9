import type { Sql, SqlFragment } from '../../database/database.js';
import { decodeCursor } from '../../graphql/page.js';

/** A total order for pages: what to order by, the place of a row in it, and the rows after such a place. */
export interface ListOrder {
  by: SqlFragment;
  cursor: SqlFragment;
  after: SqlFragment;
}

/**
 * Red, yellow, green, what stands still, each by due moment. Lights change while somebody pages: a list is ordered as it
 * was at its first page, whose moment the cursor carries.
 */
export function orderByLight(sql: Sql, after: string | null | undefined, now: Date): ListOrder {
  const keys = decodeCursor(after, ['instant', 'integer', 'instant', 'id']);
  const asOf = keys ? sql`${keys[0] ?? ''}::text::timestamptz` : sql`${now}::timestamptz`;
  const rank = sql`case when t.paused_at is not null then 3 when t.due_at <= ${asOf} then 0 when t.yellow_at <= ${asOf} then 1 else 2 end`;
  return {
    by: sql`${rank}, t.due_at, t.id`,
    cursor: sql`array[(${asOf})::text, (${rank})::text, t.due_at::text, t.id::text]`,
    after: keys
      ? sql`and (${rank}, t.due_at, t.id) > (${keys[1] ?? ''}::text::int, ${keys[2] ?? ''}::text::timestamptz, ${keys[3] ?? ''}::text::uuid)`
      : sql``,
  };
}
