import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import type { Sql, SqlFragment } from '../../database/database.js';
import { InvalidInput } from '../../errors/app-error.js';
import { decodeCursor, type Page, pageSize, toPage } from '../../graphql/page.js';
import { isDatabaseKey } from '../operations/operations.public.js';
import { noContainer } from './no-container.js';
import { shownNumber } from './shown-number.js';

export interface ProcessLoadRow {
  processId: string;
  running: number;
  incidents: number;
}

export interface ProcessRow {
  processId: string;
  version: number;
  xml: string;
}

export interface ElementLoadRow {
  elementId: string;
  count: number;
  oldestSince: Date;
  incidents: number;
}

export interface StandingRow {
  instanceKey: string;
  elementInstanceKey: string;
  elementId: string;
  version: number | null;
  caseNumber: string | null;
  since: Date;
  hasIncident: boolean;
}

/** Only what stands now is read: two partial indexes hold nothing else. */
@Injectable()
export class StandingQueries {
  processLoads(sql: Sql, engineId: number): Promise<ProcessLoadRow[]> {
    return sql<ProcessLoadRow[]>`
      /* processLoads */
      select p.process_id as "processId", count(*)::int as running,
        (select count(*)::int from incidents n where n.engine_id = ${engineId} and n.process_id = p.process_id and n.resolved_at is null) as incidents
      from process_instances p
      where p.engine_id = ${engineId} and p.state = 'ACTIVE'
      group by p.process_id
      order by running desc, p.process_id`;
  }

  async newestOf(sql: Sql, engineId: number, processId: string): Promise<ProcessRow | null> {
    const [row] = await sql<ProcessRow[]>`
      /* newestOfProcess */
      select resource_id as "processId", version, coalesce(content, '') as xml
      from deployed_resources
      where engine_id = ${engineId} and kind = 'PROCESS' and resource_id = ${processId}
      order by version desc
      limit 1`;
    return row ?? null;
  }

  elementLoads(sql: Sql, engineId: number, processId: string): Promise<ElementLoadRow[]> {
    return sql<ElementLoadRow[]>`
      /* elementLoads */
      select s.element_id as "elementId", count(*)::int as count, min(s.entered_at) as "oldestSince",
        (
          select count(*)::int
          from incidents n
          where n.engine_id = ${engineId} and n.process_id = ${processId} and n.element_id = s.element_id and n.resolved_at is null
        ) as incidents
      from (
        select element_id, entered_at
        from route_steps
        where engine_id = ${engineId} and process_id = ${processId} and state = 'ACTIVE'
        union all
        select element_id, entered_at
        from (${stuckAtTheDoor(sql, engineId)}) as stuck
        where process_id = ${processId}
      ) as s
      group by s.element_id
      order by s.element_id`;
  }

  /** Longest there first. */
  async standing(
    sql: Sql,
    viewer: Viewer,
    engineId: number,
    asked: { processId: string; elementId: string; first?: number | null; after?: string | null },
  ): Promise<Page<StandingRow>> {
    const size = pageSize(asked.first);
    const from = decodeCursor(asked.after, ['instant', 'text']);
    if (from && !isDatabaseKey(from[1] ?? ''))
      throw new InvalidInput('The list cannot continue from here. Load it again from the start.', {
        after: 'unknownCursor',
      });
    const after = from
      ? sql`and (entered_at, element_instance_key) > (${from[0] ?? ''}::text::timestamptz, ${from[1] ?? ''}::text::bigint)`
      : sql``;
    const rows = await sql<(StandingRow & { cursor: string[] })[]>`
      /* standingTokens */
      select ${columns(sql, viewer)}, array[s.entered_at::text, s.element_instance_key::text] as cursor
      from (
        (
          select engine_id, instance_key, element_instance_key, element_id, entered_at
          from route_steps
          where engine_id = ${engineId} and process_id = ${asked.processId} and element_id = ${asked.elementId} and state = 'ACTIVE' ${after}
          order by entered_at, element_instance_key
          limit ${size + 1}
        )
        union all
        select engine_id, instance_key, element_instance_key, element_id, entered_at
        from (${stuckAtTheDoor(sql, engineId)}) as stuck
        where process_id = ${asked.processId} and element_id = ${asked.elementId} ${after}
      ) as s
      ${withCase(sql)}
      order by s.entered_at, s.element_instance_key
      limit ${size + 1}`;
    return toPage(rows, size);
  }

  /** Where one instance stands now: the steps themselves, not what they lie in. */
  ofInstance(sql: Sql, viewer: Viewer, engineId: number, key: string): Promise<StandingRow[]> {
    return sql<StandingRow[]>`
      /* standingOfInstance */
      select ${columns(sql, viewer)}
      from (
        select engine_id, instance_key, element_instance_key, element_id, entered_at
        from route_steps
        where engine_id = ${engineId} and instance_key = ${key} and state = 'ACTIVE' and ${noContainer(sql)}
        union all
        select engine_id, instance_key, element_instance_key, element_id, entered_at
        from (${stuckAtTheDoor(sql, engineId)}) as stuck
        where instance_key = ${key}
      ) as s
      ${withCase(sql)}
      order by s.entered_at, s.element_instance_key
      limit 200`;
  }
}

/**
 * What could not even be entered (an input that has no value, a gateway without a way out): the engine tells of its incident
 * only. Open incidents are few.
 */
const stuckAtTheDoor = (sql: Sql, engineId: number): SqlFragment => sql`
  select distinct on (n.element_instance_key) n.engine_id, n.instance_key, n.element_instance_key, n.element_id, n.process_id, n.created_at as entered_at
  from incidents n
  where n.engine_id = ${engineId} and n.resolved_at is null
    and not exists (
      select from route_steps r
      where r.engine_id = n.engine_id and r.element_instance_key = n.element_instance_key
    )
  order by n.element_instance_key, n.created_at`;

const columns = (sql: Sql, viewer: Viewer): SqlFragment => sql`
  s.instance_key::text as "instanceKey", s.element_instance_key::text as "elementInstanceKey", s.element_id as "elementId",
  p.process_version as version, ${shownNumber(sql, viewer, 's')} as "caseNumber", s.entered_at as since,
  exists (
    select from incidents n
    where n.engine_id = s.engine_id and n.element_instance_key = s.element_instance_key and n.resolved_at is null
  ) as "hasIncident"`;

const withCase = (sql: Sql): SqlFragment => sql`
  left join process_instances p on p.engine_id = s.engine_id and p.instance_key = s.instance_key
  left join cases c on c.id = p.case_id`;
