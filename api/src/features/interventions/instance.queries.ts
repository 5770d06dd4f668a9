import { Injectable } from '@nestjs/common';
import { caseScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import { shownNumber } from './shown-number.js';

export interface OperatedInstanceRow {
  engineId: number;
  key: string;
  processId: string;
  version: number;
  definitionKey: string;
  xml: string;
  state: string;
  startedAt: Date | null;
  caseNumber: string | null;
  isCalled: boolean;
  /** Whether the reader may see values that say what the case is about. */
  mayReadCase: boolean;
}

export interface OpenIncidentRow {
  id: string;
  caseNumber: string | null;
  processId: string;
  elementId: string;
  errorType: string;
  message: string;
  createdAt: Date;
}

@Injectable()
export class InstanceQueries {
  async find(sql: Sql, viewer: Viewer, engineId: number, key: string): Promise<OperatedInstanceRow | null> {
    const [row] = await sql<OperatedInstanceRow[]>`
      /* operatedInstance */
      select p.engine_id as "engineId", p.instance_key::text as key, p.process_id as "processId", p.process_version as version,
        p.definition_key::text as "definitionKey", coalesce(r.content, '') as xml, p.state, p.started_at as "startedAt",
        ${shownNumber(sql, viewer, 'p')} as "caseNumber", p.parent_instance_key is not null as "isCalled",
        p.case_id is null or coalesce((${caseScope(sql, viewer)}), false) as "mayReadCase"
      from process_instances p
      left join cases c on c.id = p.case_id
      left join deployed_resources r on r.engine_id = p.engine_id and r.key = p.definition_key and r.kind = 'PROCESS'
      where p.engine_id = ${engineId} and p.instance_key = ${key}`;
    return row ?? null;
  }

  /** Values of the instance itself, as JSON texts, as far as the records have come. */
  async variables(sql: Sql, engineId: number, key: string): Promise<Map<string, string>> {
    const rows = await sql<{ name: string; value: string }[]>`
      /* variablesOfInstance */
      select distinct on (r.value ->> 'name') r.value ->> 'name' as name, r.value ->> 'value' as value
      from engine_records r
      where r.engine_id = ${engineId} and r.process_instance_key = ${key} and r.value_type = 'VARIABLE'
        and r.value ->> 'scopeKey' = ${key}
      order by r.value ->> 'name', r.position desc`;
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  incidents(sql: Sql, engineId: number, key: string, caseNumber: string | null): Promise<OpenIncidentRow[]> {
    return sql<OpenIncidentRow[]>`
      /* incidentsOfInstance */
      select i.incident_key::text as id, ${caseNumber}::text as "caseNumber", i.process_id as "processId", i.element_id as "elementId",
        i.error_type as "errorType", i.message, i.created_at as "createdAt"
      from incidents i
      where i.engine_id = ${engineId} and i.instance_key = ${key} and i.resolved_at is null
      order by i.created_at
      limit 50`;
  }
}
