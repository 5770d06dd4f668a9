import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

const TYPES = ['PROCESS', 'DECISION_REQUIREMENTS', 'DECISION', 'FORM'];

/** What the engine holds, whoever deployed it. In a cluster each arrives once per partition; the deploy answer may have been first. */
export async function projectDeployedResources(sql: Sql, batch: Batch): Promise<void> {
  if (!TYPES.some((type) => batch.valueTypes.has(type))) return;
  await sql`
    /* projectDeployedResources */
    ${withRecordsOf(sql, batch)}
    insert into deployed_resources (engine_id, key, kind, resource_id, version, resource_name, sha256, content, deployed_at)
    select engine_id, key, kind, resource_id, version, resource_name, encode(sha256(file), 'hex'), convert_from(file, 'UTF8'), at
    from (
      select r.engine_id, r.key, r.value_type as kind, r.at,
        coalesce(r.value ->> 'bpmnProcessId', r.value ->> 'formId', r.value ->> 'decisionId', r.value ->> 'decisionRequirementsId') as resource_id,
        coalesce((r.value ->> 'decisionRequirementsVersion')::integer, (r.value ->> 'version')::integer) as version,
        coalesce(r.value ->> 'resourceName', '') as resource_name,
        decode(r.value ->> 'resource', 'base64') as file
      from r
      where r.value_type in ${sql(TYPES)}
        and r.intent = 'CREATED'
    ) deployed
    on conflict (engine_id, key) do update
    set content = coalesce(deployed_resources.content, excluded.content),
      sha256 = coalesce(deployed_resources.sha256, excluded.sha256),
      resource_name = coalesce(nullif(deployed_resources.resource_name, ''), excluded.resource_name)`;
}
