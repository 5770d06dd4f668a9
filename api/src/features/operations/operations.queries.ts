import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';

export interface StuckCommandRow {
  id: string;
  kind: string;
  caseNumber: string | null;
  attempts: number;
  lastError: string | null;
  state: string;
  createdAt: Date;
}

export interface IncidentRow {
  id: string;
  caseNumber: string | null;
  processId: string;
  elementId: string;
  errorType: string;
  message: string;
  createdAt: Date;
}

export interface AlarmRow {
  id: string;
  kind: string;
  caseNumber: string | null;
  details: unknown;
  raisedAt: Date;
  times: number;
}

export interface OpenIncident {
  caseId: string | null;
  jobKey: string | null;
  processId: string;
  elementId: string;
  errorType: string;
  /** Row of the outbox, once somebody has retried it. */
  retryCommandId: string | null;
}

@Injectable()
export class OperationsQueries {
  /** Poisoned ones first, then what has been tried five times or more. */
  stuckCommands(sql: Sql): Promise<StuckCommandRow[]> {
    return sql<StuckCommandRow[]>`
      /* stuckCommands */
      select o.id::text as id, o.kind, c.number as "caseNumber", o.attempts, o.last_error as "lastError", o.state, o.created_at as "createdAt"
      from outbox o
      left join cases c on c.id = o.case_id
      where o.state = 'POISONED' or (o.state = 'PENDING' and o.attempts >= 5)
      order by o.state desc, o.id
      limit 200`;
  }

  incidents(sql: Sql): Promise<IncidentRow[]> {
    return sql<IncidentRow[]>`
      /* openIncidents */
      select i.incident_key::text as id, c.number as "caseNumber", i.process_id as "processId", i.element_id as "elementId",
        i.error_type as "errorType", i.message, i.created_at as "createdAt"
      from incidents i
      left join cases c on c.id = i.case_id
      where i.resolved_at is null
      order by i.created_at desc
      limit 200`;
  }

  /** Those nobody has seen to. */
  alarms(sql: Sql): Promise<AlarmRow[]> {
    return sql<AlarmRow[]>`
      /* standingAlarms */
      select a.id, a.kind, c.number as "caseNumber", a.details, a.raised_at as "raisedAt", a.times
      from ops_alarms a
      left join cases c on c.id = a.case_id
      where a.resolved_at is null
      order by a.raised_at desc, a.id desc
      limit 200`;
  }

  async counts(sql: Sql): Promise<{ parkedRecords: number; relayWaiting: number }> {
    const [row] = await sql<{ parkedRecords: number; relayWaiting: number }[]>`
      /* operationCounts */
      select (select count(*)::int from (select from parked_records where resolved_at is null limit 1000) p) as "parkedRecords",
        (select count(*)::int from (select from outbox where state = 'PENDING' limit 1000) w) as "relayWaiting"`;
    return row ?? { parkedRecords: 0, relayWaiting: 0 };
  }

  /** Two retries at once come one after the other. Null when it is resolved or was never there. */
  async lockOpenIncident(sql: Sql, engineId: number, incidentKey: string): Promise<OpenIncident | null> {
    const [row] = await sql<OpenIncident[]>`
      /* lockOpenIncident */
      select case_id as "caseId", job_key::text as "jobKey", process_id as "processId", element_id as "elementId", error_type as "errorType",
        retry_command_id::text as "retryCommandId"
      from incidents
      where engine_id = ${engineId} and incident_key = ${incidentKey} and resolved_at is null
      for update`;
    return row ?? null;
  }

  async markRetried(sql: Sql, engineId: number, incidentKey: string, commandId: string): Promise<void> {
    await sql`
      /* markIncidentRetried */
      update incidents
      set retry_command_id = ${commandId}
      where engine_id = ${engineId} and incident_key = ${incidentKey}`;
  }
}
