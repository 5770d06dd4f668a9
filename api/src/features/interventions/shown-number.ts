import { may } from '../../access/permissions.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql, SqlFragment } from '../../database/database.js';

/**
 * The number of the case `c` of a row with `engine_id` and `instance_key`. Operators work with numbers, as everywhere on
 * their page; that a person's conduct is looked into is nobody's business but those who may read it.
 */
export function shownNumber(sql: Sql, viewer: Viewer, alias: string): SqlFragment {
  if (may(viewer, 'readDiscipline')) return sql`c.number`;
  return sql`case when exists (
    select from supervision_orders o
    where o.level = 5 and o.engine_id = ${sql(alias)}.engine_id and o.instance_key = ${sql(alias)}.instance_key
  ) then null else c.number end`;
}
