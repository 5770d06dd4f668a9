import { Injectable } from '@nestjs/common';
import type { JSONValue } from 'postgres';
import { validate as isUuid } from 'uuid';
import type { Sql } from '../../database/database.js';
import type { Act, InstanceFacts, InterventionState } from './intervention.model.js';
import { noContainer } from './no-container.js';

export type InterventionRecord = Act & {
  id: string;
  number: string;
  instanceKey: string;
  processId: string;
  caseId: string | null;
  state: InterventionState;
  proposedById: string;
};

const columns = (sql: Sql) => sql`
  id, number, kind, what, instance_key::text as "instanceKey", process_id as "processId", case_id as "caseId", state,
  proposed_by as "proposedById"`;

@Injectable()
export class InterventionRepository {
  /** Acts on one instance follow one another: its row is locked. */
  async lockInstance(sql: Sql, engineId: number, key: string): Promise<InstanceFacts | null> {
    const [row] = await sql<InstanceFacts[]>`
      /* lockInstance */
      select engine_id as "engineId", instance_key::text as key, process_id as "processId", process_version as version,
        definition_key::text as "definitionKey", parent_instance_key::text as "parentKey", case_id as "caseId", state
      from process_instances
      where engine_id = ${engineId} and instance_key = ${key}
      for update`;
    return row ?? null;
  }

  /** The element at which a token stands, or before which it is stuck; null where it has left. */
  async standingAt(sql: Sql, instance: InstanceFacts, elementInstanceKey: string): Promise<string | null> {
    const [row] = await sql<{ elementId: string }[]>`
      /* standingAt */
      select element_id as "elementId"
      from route_steps
      where engine_id = ${instance.engineId} and element_instance_key = ${elementInstanceKey}
        and instance_key = ${instance.key} and state = 'ACTIVE' and ${noContainer(sql)}
      union all
      select element_id
      from incidents
      where engine_id = ${instance.engineId} and element_instance_key = ${elementInstanceKey}
        and instance_key = ${instance.key} and resolved_at is null
      limit 1`;
    return row?.elementId ?? null;
  }

  async pendingOf(sql: Sql, { engineId, key }: InstanceFacts): Promise<string | null> {
    const [row] = await sql<{ number: string }[]>`
      /* pendingIntervention */
      select number
      from interventions
      where engine_id = ${engineId} and instance_key = ${key} and state in ('PROPOSED', 'APPROVED', 'FAILED')`;
    return row?.number ?? null;
  }

  /** @returns its number */
  async add(
    sql: Sql,
    {
      id,
      instance,
      act,
      reason,
      by,
      at,
    }: { id: string; instance: InstanceFacts; act: Act; reason: string; by: string; at: Date },
  ): Promise<string> {
    const [row] = await sql<{ number: string }[]>`
      /* addIntervention */
      insert into interventions (id, number, kind, engine_id, instance_key, process_id, case_id, what, reason, proposed_by, proposed_at)
      values (${id}, 'G-' || to_char(${at}::timestamptz at time zone 'Asia/Shanghai', 'YYYY') || '-' || lpad(nextval('intervention_sequence')::text, 4, '0'),
        ${act.kind}, ${instance.engineId}, ${instance.key}, ${instance.processId}, ${instance.caseId}, ${sql.json(act.what as unknown as JSONValue)},
        ${reason}, ${by}, ${at})
      returning number`;
    return row!.number;
  }

  async lock(sql: Sql, id: string): Promise<InterventionRecord | null> {
    if (!isUuid(id)) return null;
    const [row] = await sql<InterventionRecord[]>`
      /* lockIntervention */
      select ${columns(sql)}
      from interventions
      where id = ${id}
      for update`;
    return row ?? null;
  }

  async decide(
    sql: Sql,
    id: string,
    decision: {
      state: 'APPROVED' | 'REJECTED' | 'REFUSED';
      by: string;
      note: string;
      at: Date;
      commandId?: string;
      failure?: string;
    },
  ): Promise<void> {
    const isOver = decision.state !== 'APPROVED';
    await sql`
      /* decideIntervention */
      update interventions
      set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.at}, decision_note = ${decision.note},
        command_id = ${decision.commandId ?? null}, failure = ${decision.failure ?? null}, ended_at = ${isOver ? decision.at : null}
      where id = ${id}`;
  }

  /** Those whose command was settled since, locked; what another process looks after is left to it. */
  async settled(
    sql: Sql,
  ): Promise<(InterventionRecord & { outcome: 'DONE' | 'REFUSED' | 'POISONED'; lastError: string | null })[]> {
    return sql`
      /* settledInterventions */
      select ${columns(sql)}, outcome, "lastError"
      from (
        select i.*, case when o.state = 'POISONED' then 'POISONED' else o.outcome end as outcome, o.last_error as "lastError"
        from interventions i
        join outbox o on o.id = i.command_id
        where i.state = 'APPROVED' and o.state in ('DONE', 'POISONED') or i.state = 'FAILED' and o.state = 'DONE'
        order by i.id
        limit 50
        for update of i skip locked
      ) as i`;
  }

  async end(
    sql: Sql,
    id: string,
    { state, failure, at }: { state: 'DONE' | 'REFUSED' | 'FAILED'; failure: string | null; at: Date },
  ): Promise<void> {
    await sql`
      /* endIntervention */
      update interventions
      set state = ${state}, failure = ${failure?.slice(0, 2_000) ?? null}, ended_at = ${state === 'FAILED' ? null : at}
      where id = ${id}`;
  }
}
