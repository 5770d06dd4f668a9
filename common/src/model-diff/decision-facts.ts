import type { Decision, DecisionRow, DecisionTable, DmnFile } from '../model-lint/read-dmn.js';
import { type Facts, type FactsOfModel, said } from './model-change.js';

/** What the decisions of a file say: their columns and each row in one line, as `inputs → outputs`. */
export function factsOfDecisions(file: DmnFile): FactsOfModel {
  return new Map(file.decisions.flatMap(factsOfDecision));
}

function factsOfDecision({ id, table }: Decision): [string, Facts][] {
  if (!table) return [[id, { thing: 'DECISION', name: id, aspects: {} }]];
  const { hitPolicy, aggregation, inputs, outputs, rows } = table;
  const columns = [
    ...inputs.map(({ expression, allowed }) => `${expression}${allowed ? ` (${allowed})` : ''}`),
    '→',
    ...outputs.map(({ name }) => name),
  ];
  const decision: Facts = {
    thing: 'DECISION',
    name: id,
    aspects: said({
      HIT_POLICY: [hitPolicy, aggregation].filter(Boolean).join(' '),
      COLUMNS: columns.join(' | '),
    }),
  };
  return [[id, decision], ...rows.map((row, index): [string, Facts] => [row.id, factsOfRow(row, index, table)])];
}

function factsOfRow({ inputs, outputs }: DecisionRow, index: number, table: DecisionTable): Facts {
  const cells = [...inputs.map((cell) => cell || '-'), '→', ...outputs];
  return {
    thing: 'ROW',
    name: String(index + 1),
    aspects: said({ ROW: `${table.inputs.length > 0 ? '' : '- '}${cells.join(' | ')}` }),
  };
}
