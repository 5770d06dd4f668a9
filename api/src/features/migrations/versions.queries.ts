import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface ProcessVersion {
  key: string;
  version: number;
  content: string;
}

export interface InstanceStanding {
  instanceKey: string;
  caseId: string | null;
  sourceKey: string;
  sourceVersion: number;
  called: boolean;
  active: string[];
  /** Held by an incident at the door of a step. */
  stuck: string[];
}

/** Incidents that no retry of a job ends: the element is not entered, or not left. */
const stuckHere = (sql: Sql) => sql`
  incidents h where h.engine_id = i.engine_id and h.instance_key = i.instance_key and h.resolved_at is null and h.job_key is null`;

/** Reading versions of processes and where their instances stand, as far as the records have come. */
@Injectable()
export class VersionQueries {
  async version(sql: Sql, engineId: number, processId: string, version: number): Promise<ProcessVersion | null> {
    const [row] = await sql<ProcessVersion[]>`
      /* processVersion */
      select key::text, version, content
      from deployed_resources
      where engine_id = ${engineId} and kind = 'PROCESS' and resource_id = ${processId} and version = ${version} and content is not null`;
    return row ?? null;
  }

  async latest(sql: Sql, engineId: number, processId: string): Promise<ProcessVersion | null> {
    const [row] = await sql<ProcessVersion[]>`
      /* latestProcessVersion */
      select key::text, version, content
      from deployed_resources
      where engine_id = ${engineId} and kind = 'PROCESS' and resource_id = ${processId} and content is not null
      order by key desc
      limit 1`;
    return row ?? null;
  }

  contents(sql: Sql, engineId: number, keys: readonly string[]): Promise<{ key: string; content: string }[]> {
    return sql<{ key: string; content: string }[]>`
      /* contentsOfProcessVersions */
      select key::text, content
      from deployed_resources
      where engine_id = ${engineId} and kind = 'PROCESS' and content is not null and key = any(${keys as string[]}::bigint[])`;
  }

  /** @param only these instances; else all of the process @param except instances that are there already */
  standings(
    sql: Sql,
    engineId: number,
    processId: string,
    { except, only }: { except?: string | null; only?: readonly string[] } = {},
  ): Promise<InstanceStanding[]> {
    return sql<InstanceStanding[]>`
      /* standingsOfInstances */
      select i.instance_key::text as "instanceKey", i.case_id as "caseId", i.definition_key::text as "sourceKey", i.process_version as "sourceVersion",
        i.parent_instance_key is not null as called,
        array(
          select s.element_id
          from route_steps s
          where s.engine_id = i.engine_id and s.instance_key = i.instance_key and s.state = 'ACTIVE'
            and not exists (select from ${stuckHere(sql)} and h.element_instance_key = s.element_instance_key)
          order by s.element_instance_key
        ) as active,
        array(select distinct h.element_id from ${stuckHere(sql)}) as stuck
      from process_instances i
      where i.engine_id = ${engineId} and i.process_id = ${processId} and i.state = 'ACTIVE'
        ${except ? sql`and i.definition_key <> ${except}` : sql``}
        ${only ? sql`and i.instance_key = any(${only as string[]}::bigint[])` : sql``}
      order by i.instance_key`;
  }

  /** The last that came to their end, with the last place where they waited for a person. */
  ended(sql: Sql, engineId: number, processId: string, last: number): Promise<InstanceStanding[]> {
    return sql<InstanceStanding[]>`
      /* endedInstances */
      select i.instance_key::text as "instanceKey", i.case_id as "caseId", i.definition_key::text as "sourceKey", i.process_version as "sourceVersion",
        i.parent_instance_key is not null as called,
        array(
          select s.element_id
          from route_steps s
          where s.engine_id = i.engine_id and s.instance_key = i.instance_key and s.element_type = 'USER_TASK'
          order by s.entered_at desc
          limit 1
        ) as active, '{}'::text[] as stuck
      from process_instances i
      where i.engine_id = ${engineId} and i.process_id = ${processId} and i.state <> 'ACTIVE'
      order by i.ended_at desc nulls last, i.instance_key desc
      limit ${last}`;
  }

  /** Joins where a token of these versions' instances waits: more came by one of their flows than they were passed. */
  async parked(
    sql: Sql,
    engineId: number,
    processId: string,
    joins: readonly { key: string; id: string; flow: string }[],
  ): Promise<Map<string, string[]>> {
    if (joins.length === 0) return new Map();
    const rows = await sql<{ instanceKey: string; joins: string[] }[]>`
      /* parkedTokensOfInstances */
      select i.instance_key::text as "instanceKey", array_agg(distinct j.id) as joins
      from process_instances i
      join jsonb_to_recordset(${sql.json(joins as never)}) as j (key bigint, id text, flow text) on j.key = i.definition_key
      where i.engine_id = ${engineId} and i.process_id = ${processId} and i.state = 'ACTIVE'
        and (select count(*) from route_flows f where f.engine_id = i.engine_id and f.instance_key = i.instance_key and f.flow_id = j.flow)
          > (select count(*) from route_steps s where s.engine_id = i.engine_id and s.instance_key = i.instance_key and s.element_id = j.id)
      group by i.instance_key`;
    return new Map(rows.map(({ instanceKey, joins: at }) => [instanceKey, at]));
  }

  async caseNumbers(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql<{ id: string; number: string }[]>`
      /* numbersOfCases */
      select id, number
      from cases
      where id = any(${ids as string[]}::uuid[])`;
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  /** Steps that these instances took, with how many of them and one of the versions. */
  passedSteps(
    sql: Sql,
    engineId: number,
    instanceKeys: readonly string[],
  ): Promise<{ element: string; sourceKey: string; cases: number }[]> {
    return sql<{ element: string; sourceKey: string; cases: number }[]>`
      /* passedSteps */
      select s.element_id as element, max(i.definition_key)::text as "sourceKey", count(distinct s.instance_key)::integer as cases
      from route_steps s
      join process_instances i on i.engine_id = s.engine_id and i.instance_key = s.instance_key
      where s.engine_id = ${engineId} and s.instance_key = any(${instanceKeys as string[]}::bigint[])
      group by s.element_id
      order by cases desc, element`;
  }

  /** Versions with running instances, of any process. */
  runningVersions(
    sql: Sql,
    engineId: number,
  ): Promise<{ processId: string; key: string; version: number; content: string; count: number }[]> {
    return sql<{ processId: string; key: string; version: number; content: string; count: number }[]>`
      /* runningVersions */
      select i.process_id as "processId", d.key::text as key, d.version, d.content, i.count
      from (
        select process_id, definition_key, count(*)::integer as count
        from process_instances
        where engine_id = ${engineId} and state = 'ACTIVE'
        group by process_id, definition_key
      ) i
      join deployed_resources d on d.engine_id = ${engineId} and d.key = i.definition_key and d.kind = 'PROCESS' and d.content is not null
      order by i.process_id, d.version`;
  }
}
