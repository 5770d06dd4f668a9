import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface ProcessDefinitionRow {
  id: string;
  processId: string;
  version: number;
  name: string;
  deployedAt: Date;
  xml: string;
}

export interface RouteRow {
  engineId: number;
  instanceKey: string;
  processId: string;
  version: number;
  state: string;
  startedAt: Date | null;
  endedAt: Date | null;
  xml: string;
}

export interface RouteStepRow {
  elementId: string;
  elementType: string;
  pass: number;
  state: string;
  enteredAt: Date;
  leftAt: Date | null;
  person: string | null;
}

export interface DecisionRow {
  decisionId: string;
  decisionVersion: number | null;
  elementId: string | null;
  matchedRuleIds: string[];
  output: unknown;
  failure: string | null;
  at: Date;
}

@Injectable()
export class ProcessQueries {
  definitions(sql: Sql, engineId: number, processId: string | null): Promise<ProcessDefinitionRow[]> {
    return sql<ProcessDefinitionRow[]>`
      /* processDefinitions */
      select ${processId ? sql`` : sql`distinct on (resource_id)`} key::text as id, resource_id as "processId", version, resource_name as name,
        deployed_at as "deployedAt", coalesce(content, '') as xml
      from deployed_resources
      where engine_id = ${engineId} and kind = 'PROCESS'
        ${processId ? sql`and resource_id = ${processId}` : sql``}
      order by resource_id, version desc`;
  }

  /** @param seesDiscipline else a hand-over to discipline is left out */
  routes(sql: Sql, caseId: string, seesDiscipline: boolean): Promise<RouteRow[]> {
    return sql<RouteRow[]>`
      /* routesOfCase */
      select i.engine_id as "engineId", i.instance_key::text as "instanceKey", i.process_id as "processId", i.process_version as version, i.state,
        i.started_at as "startedAt", i.ended_at as "endedAt", coalesce(r.content, '') as xml
      from process_instances i
      left join deployed_resources r on r.engine_id = i.engine_id and r.kind = 'PROCESS' and r.resource_id = i.process_id and r.version = i.process_version
      where i.case_id = ${caseId} and i.process_id <> 'case-clock'
        ${seesDiscipline ? sql`` : sql`and not ${ofDiscipline(sql, 'i')}`}
      order by i.process_id <> 'case-main', i.started_at, i.instance_key`;
  }

  steps(sql: Sql, route: RouteRow): Promise<RouteStepRow[]> {
    return sql<RouteStepRow[]>`
      /* routeSteps */
      select s.element_id as "elementId", s.element_type as "elementType", s.pass, s.state, s.entered_at as "enteredAt", s.left_at as "leftAt",
        (select u.name from tasks t join users u on u.id = coalesce(t.completed_by, t.holder_id)
          where t.engine_id = s.engine_id and t.element_instance_key = s.element_instance_key) as person
      from route_steps s
      where s.engine_id = ${route.engineId} and s.instance_key = ${route.instanceKey}
      order by s.entered_at, s.element_instance_key`;
  }

  async flowsTaken(sql: Sql, route: RouteRow): Promise<string[]> {
    const rows = await sql<{ flowId: string }[]>`
      /* routeFlows */
      select flow_id as "flowId"
      from route_flows
      where engine_id = ${route.engineId} and instance_key = ${route.instanceKey}
      order by position`;
    return rows.map(({ flowId }) => flowId);
  }

  /** @param seesDiscipline else a hand-over to discipline is left out */
  decisions(sql: Sql, caseId: string, seesDiscipline: boolean): Promise<DecisionRow[]> {
    return sql<DecisionRow[]>`
      /* decisionsOfCase */
      select decision_id as "decisionId", decision_version as "decisionVersion", element_id as "elementId",
        coalesce(array(select coalesce(rule ->> 'ruleId', rule #>> '{}') from jsonb_array_elements(matched_rules) rule), '{}') as "matchedRuleIds",
        output, failure, at
      from decision_evaluations d
      where case_id = ${caseId}
        ${seesDiscipline ? sql`` : sql`and not ${ofDiscipline(sql, 'd')}`}
      order by at, position`;
  }
}

/** Instances of an order on level 5; the level and the instance are kept by set-supervision-level, their first step. */
function ofDiscipline(sql: Sql, alias: 'i' | 'd') {
  return sql`exists (
    select from supervision_orders o
    where o.level = 5 and o.engine_id = ${sql(alias)}.engine_id and o.instance_key = ${sql(alias)}.instance_key)`;
}
