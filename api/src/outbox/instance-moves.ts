import type { ElementMapping } from '../../../common/src/instance-placement/element-mapping.js';
import { type Placement, placementOf, type Standing } from '../../../common/src/instance-placement/placement.js';
import { readModels } from '../../../common/src/model-lint/models.js';
import type { ProcessModel } from '../../../common/src/model-lint/read-bpmn.js';
import type { Sql } from '../database/database.js';
import type { EngineKey } from '../process-engine/process-engine.js';

export interface InstanceMove {
  id: string;
  engineId: number;
  instanceKey: EngineKey;
  processId: string;
  way: 'IN_PLACE' | 'RESEAT';
  sourceKey: EngineKey;
  targetKey: EngineKey;
  mapping: ElementMapping[];
  cancelSentAt: Date | null;
  createSentAt: Date | null;
  seats: ElementMapping[] | null;
  newInstanceKey: EngineKey | null;
  outcome: MoveOutcome | null;
  failure: string | null;
  /** The case it is about has ended. */
  caseClosed: boolean;
}

export type MoveOutcome = 'MOVED' | 'ENDED' | 'REFUSED' | 'PUT_BACK';

export async function findMove(sql: Sql, id: string): Promise<InstanceMove | null> {
  const [row] = await sql<InstanceMove[]>`
    /* findInstanceMove */
    select m.id, m.engine_id as "engineId", m.instance_key::text as "instanceKey", m.process_id as "processId", m.way, m.source_key::text as "sourceKey",
      m.target_key::text as "targetKey", m.mapping, m.cancel_sent_at as "cancelSentAt", m.create_sent_at as "createSentAt", m.seats,
      m.new_instance_key::text as "newInstanceKey", m.outcome, m.failure, c.closed_at is not null as "caseClosed"
    from instance_moves m
    left join cases c on c.id = m.case_id
    where m.id = ${id}`;
  return row ?? null;
}

/** @param failure why, where it was refused or put back; in the engine's words or as codes of the placement */
export async function endMove(
  sql: Sql,
  id: string,
  outcome: MoveOutcome,
  failure: string | null = null,
): Promise<void> {
  await sql`
    /* endInstanceMove */
    update instance_moves
    set outcome = ${outcome}, failure = coalesce(${failure === null ? null : failure.slice(0, 2_000)}, failure), ended_at = clock_timestamp()
    where id = ${id} and outcome is null`;
}

export interface MovedInstance {
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  definitionKey: EngineKey;
}

/** As the records say; null while they have not told of it. */
export async function findMovedInstance(
  sql: Sql,
  { engineId, instanceKey }: InstanceMove,
): Promise<MovedInstance | null> {
  const [row] = await sql<MovedInstance[]>`
    /* findMovedInstance */
    select state, definition_key::text as "definitionKey"
    from process_instances
    where engine_id = ${engineId} and instance_key = ${instanceKey}`;
  return row ?? null;
}

/** Both versions of a move. @throws when the text of one is not kept, which a plan has looked for */
export async function modelsOfMove(
  sql: Sql,
  move: InstanceMove,
): Promise<{ before: ProcessModel; after: ProcessModel }> {
  const rows = await sql<{ key: string; content: string }[]>`
    /* modelsOfMove */
    select key::text, content
    from deployed_resources
    where engine_id = ${move.engineId} and key in (${move.sourceKey}, ${move.targetKey}) and kind = 'PROCESS' and content is not null`;
  const [before, after] = await Promise.all(
    [move.sourceKey, move.targetKey].map((key) =>
      processIn(move.processId, { key, content: rows.find((row) => row.key === key)?.content }),
    ),
  );
  if (!before || !after)
    throw new Error(`a version of ${move.processId} is not kept: ${move.sourceKey}, ${move.targetKey}`);
  return { before, after };
}

/** The process of this id in a stored file. @param version named by what it is, as several versions are read in turn and kept */
export async function processIn(
  processId: string,
  { key, content }: { key: string; content: string | undefined },
): Promise<ProcessModel | null> {
  if (content === undefined) return null;
  const { processes } = await readModels([{ path: `${processId}@${key}.bpmn`, content }]);
  return processes.find(({ id }) => id === processId) ?? null;
}

export function codesOf({ reasons }: Placement): string {
  return reasons.map(({ code, element }) => `${code} ${element}`).join(', ');
}

/**
 * Where an instance stood when it was cancelled: what was terminated after the last sign of life, in the order of the records. Whatever else
 * terminates a step (an event at its border, a modification) is followed by one.
 */
export async function standingAtCancellation(sql: Sql, move: InstanceMove, before: ProcessModel): Promise<Standing> {
  const rows = await sql<{ elementId: string }[]>`
    /* standingAtCancellation */
    select r.element_id as "elementId"
    from engine_records r
    where r.engine_id = ${move.engineId}
      and r.process_instance_key = ${move.instanceKey}
      and r.value_type = 'PROCESS_INSTANCE'
      and r.intent = 'ELEMENT_TERMINATED'
      and r.key <> ${move.instanceKey}
      and r.position > (
        select max(p.position)
        from engine_records p
        where p.engine_id = r.engine_id
          and p.process_instance_key = r.process_instance_key
          and (p.value_type = 'PROCESS_INSTANCE' and p.intent in ('ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED', 'SEQUENCE_FLOW_TAKEN')
            or p.value_type = 'PROCESS_INSTANCE_MODIFICATION')
      )
    order by r.position`;
  return { active: rows.map(({ elementId }) => elementId), parked: await parkedAt(sql, move, before) };
}

/** Where an instance stands now, as far as the records have come. */
export async function standingNow(
  sql: Sql,
  instance: { engineId: number; instanceKey: EngineKey },
  before: ProcessModel,
): Promise<Standing> {
  const rows = await sql<{ elementId: string; stuck: boolean }[]>`
    /* standingNow */
    select element_id as "elementId", false as stuck
    from route_steps s
    where engine_id = ${instance.engineId} and instance_key = ${instance.instanceKey} and state = 'ACTIVE'
      and not exists (
        select
        from incidents i
        where i.engine_id = s.engine_id and i.element_instance_key = s.element_instance_key and i.resolved_at is null and i.job_key is null
      )
    union all
    select element_id, true
    from incidents
    where engine_id = ${instance.engineId} and instance_key = ${instance.instanceKey} and resolved_at is null and job_key is null
    order by 1`;
  return {
    active: rows.filter(({ stuck }) => !stuck).map(({ elementId }) => elementId),
    stuck: rows.filter(({ stuck }) => stuck).map(({ elementId }) => elementId),
    parked: await parkedAt(sql, instance, before),
  };
}

/** Joins where a token waits: more came by one of their flows than they were passed. */
async function parkedAt(
  sql: Sql,
  { engineId, instanceKey }: { engineId: number; instanceKey: EngineKey },
  before: ProcessModel,
): Promise<string[]> {
  const joins = joinsOf(before);
  if (joins.length === 0) return [];
  const rows = await sql<{ id: string }[]>`
    /* parkedTokens */
    select distinct j.id
    from jsonb_to_recordset(${sql.json(joins as never)}) as j (id text, flow text)
    where (select count(*) from route_flows f where f.engine_id = ${engineId} and f.instance_key = ${instanceKey} and f.flow_id = j.flow)
      > (select count(*) from route_steps s where s.engine_id = ${engineId} and s.instance_key = ${instanceKey} and s.element_id = j.id)`;
  return rows.map(({ id }) => id);
}

/** Joins of a process with each of the flows that lead to them. */
export function joinsOf(process: ProcessModel): { id: string; flow: string }[] {
  return process.elements
    .filter(({ $type, incoming }) => $type === 'bpmn:ParallelGateway' && (incoming?.length ?? 0) > 1)
    .flatMap(({ id, incoming }) => (incoming ?? []).map((flow) => ({ id: id ?? '', flow: flow.id ?? '' })));
}

/** Places an instance that stays in its version: where it can be started again as it was. */
export function asItWas(before: ProcessModel, standing: Standing): ElementMapping[] {
  const same = before.elements.map(({ id }) => ({ from: id ?? '', to: id ?? '' }));
  return [...placementOf(before, before, same)(standing).at];
}

/** The new instance is the case's from here on; supervision orders name their instance too. Takes cases first, as tasks do. */
export async function followReseat(sql: Sql, engineId: number, moveIds: readonly string[]): Promise<void> {
  await sql`
    /* followReseatOfCase */
    update cases c
    set instance_key = m.new_instance_key
    from instance_moves m
    where m.id = any(${moveIds as string[]}::uuid[]) and m.engine_id = ${engineId} and m.new_instance_key is not null
      and c.id = m.case_id and c.engine_id = m.engine_id and c.instance_key = m.instance_key`;
  await sql`
    /* followReseatOfOrder */
    update supervision_orders o
    set instance_key = m.new_instance_key
    from instance_moves m
    where m.id = any(${moveIds as string[]}::uuid[]) and m.engine_id = ${engineId} and m.new_instance_key is not null
      and o.engine_id = m.engine_id and o.instance_key = m.instance_key`;
}
