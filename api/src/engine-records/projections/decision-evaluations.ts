import type { Sql } from '../../database/database.js';
import type { Batch } from '../batch.js';
import { withRecordsOf } from './records-of.js';

/**
 * Which rules decided. `inputs`: [{decisionId, inputId, inputName, inputValue}], `matched_rules`: [{decisionId, ruleId, ruleIndex, outputs}], in the order
 * of evaluation; values are the engine's JSON texts.
 */
export async function projectDecisionEvaluations(sql: Sql, batch: Batch): Promise<void> {
  if (!batch.valueTypes.has('DECISION_EVALUATION')) return;
  await sql`
    /* projectDecisionEvaluations */
    ${withRecordsOf(sql, batch)}
    insert into decision_evaluations (engine_id, partition_id, position, case_id, instance_key, element_id, decision_id, decision_version, decision_key,
      matched_rules, inputs, output, failure, at)
    select r.engine_id, r.partition_id, r.position, i.case_id, r.process_instance_key, nullif(r.element_id, ''), r.value ->> 'decisionId',
      coalesce((r.value ->> 'decisionVersion')::integer, d.version), (r.value ->> 'decisionKey')::bigint,
      coalesce(matched.rules, '[]'), coalesce(evaluated.inputs, '[]'),
      nullif(r.value ->> 'decisionOutput', '')::jsonb, nullif(r.value ->> 'evaluationFailureMessage', ''), r.at
    from r
    left join process_instances i on i.engine_id = r.engine_id and i.instance_key = r.process_instance_key
    left join deployed_resources d on d.engine_id = r.engine_id and d.key = (r.value ->> 'decisionKey')::bigint
    left join lateral (
      select jsonb_agg(jsonb_build_object('decisionId', e.decision -> 'decisionId', 'ruleId', m.rule -> 'ruleId', 'ruleIndex', m.rule -> 'ruleIndex',
        'outputs', m.rule -> 'evaluatedOutputs') order by e.n, m.n) as rules
      from jsonb_array_elements(r.value -> 'evaluatedDecisions') with ordinality e(decision, n),
        jsonb_array_elements(e.decision -> 'matchedRules') with ordinality m(rule, n)
    ) matched on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('decisionId', e.decision -> 'decisionId', 'inputId', p.input -> 'inputId', 'inputName', p.input -> 'inputName',
        'inputValue', p.input -> 'inputValue') order by e.n, p.n) as inputs
      from jsonb_array_elements(r.value -> 'evaluatedDecisions') with ordinality e(decision, n),
        jsonb_array_elements(e.decision -> 'evaluatedInputs') with ordinality p(input, n)
    ) evaluated on true
    where r.value_type = 'DECISION_EVALUATION'
      and r.intent in ('EVALUATED', 'FAILED')
    on conflict do nothing`;
}
