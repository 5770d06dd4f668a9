import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';

export interface SavedViewRow {
  id: string;
  page: string;
  name: string;
  filter: unknown;
  shared: boolean;
  mine: boolean;
  ownerId: string;
}

const columns = (sql: Sql, viewer: Viewer) => sql`
  v.id, v.page, v.name, v.filter, (v.shared_with_team is not null or v.shared_with_unit is not null) as shared,
  v.user_id = ${viewer.id} as mine, v.user_id as "ownerId"`;

@Injectable()
export class SavedViewQueries {
  /** Mine first, then what is shared with me, each by name. */
  ofPage(sql: Sql, viewer: Viewer, page: string): Promise<SavedViewRow[]> {
    return sql<SavedViewRow[]>`
      /* savedViews */
      select ${columns(sql, viewer)}
      from saved_views v
      where v.page = ${page}
        and (v.user_id = ${viewer.id} or v.shared_with_team = ${viewer.teamCode} or v.shared_with_unit = ${viewer.unitId})
      order by v.user_id <> ${viewer.id}, v.name collate "zh-x-icu", v.id`;
  }

  async save(
    sql: Sql,
    viewer: Viewer,
    view: {
      id: string;
      page: string;
      name: string;
      filter: unknown;
      sharedWith: { team: string | null; unit: string | null };
    },
  ): Promise<SavedViewRow> {
    const { team, unit } = view.sharedWith;
    const [row] = await sql<SavedViewRow[]>`
      /* saveView */
      insert into saved_views as v (id, user_id, page, name, filter, shared_with_team, shared_with_unit)
      values (${view.id}, ${viewer.id}, ${view.page}, ${view.name}, ${sql.json(view.filter as never)}, ${team}, ${unit})
      on conflict (user_id, page, name) do update
      set filter = excluded.filter, shared_with_team = excluded.shared_with_team, shared_with_unit = excluded.shared_with_unit
      returning ${columns(sql, viewer)}`;
    if (!row) throw new Error('a saved view was not returned');
    return row;
  }

  /** @returns whether there was one of mine */
  async remove(sql: Sql, viewer: Viewer, id: string): Promise<boolean> {
    const rows = await sql`
      /* deleteView */
      delete from saved_views
      where id = ${id} and user_id = ${viewer.id}
      returning id`;
    return rows.length > 0;
  }
}
