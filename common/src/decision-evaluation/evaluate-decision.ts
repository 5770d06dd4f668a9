import { evaluate, unaryTest } from 'feelin';
import type { DecisionTable } from '../model-lint/read-dmn.js';

export interface EvaluatedDecision {
  /** As the engine answers: an object of outputs, the value itself where there is one output; null where no row matches. */
  readonly output: unknown;
  readonly matchedRules: readonly string[];
  /** Why there is no answer where the engine would give none, e.g. two rows of a UNIQUE table match. */
  readonly failure: string | null;
}

type Row = DecisionTable['rows'][number];
type Variables = Readonly<Record<string, unknown>>;

/**
 * What a decision table answers, as the engine's own evaluation does (engine.md section 6): missing inputs are null, no row is null,
 * two rows of a UNIQUE table are a failure. Never throws.
 */
export function evaluateDecision(table: DecisionTable, variables: Variables): EvaluatedDecision {
  try {
    const values = table.inputs.map(({ expression }) => evaluate(expression, { ...variables }).value ?? null);
    const matched = table.rows.filter((row) =>
      row.inputs.every((cell, place) => passes(cell, values[place], variables)),
    );
    const answer = (output: unknown, rows: readonly Row[] = matched): EvaluatedDecision => ({
      output,
      matchedRules: rows.map(({ id }) => id),
      failure: null,
    });
    const [first] = matched;
    switch (table.hitPolicy) {
      case 'UNIQUE':
        if (matched.length > 1)
          return failed(`${matched.length} rows match: ${matched.map(({ id }) => id).join(', ')}`);
        return answer(first ? outputOf(table, first, variables) : null);
      case 'FIRST':
        return answer(first ? outputOf(table, first, variables) : null, first ? [first] : []);
      case 'ANY':
        return answer(first ? outputOf(table, first, variables) : null);
      default:
        if (matched.length === 0) return answer(null);
        return answer(
          aggregated(
            table.aggregation,
            matched.map((row) => outputOf(table, row, variables)),
          ),
        );
    }
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

const failed = (failure: string): EvaluatedDecision => ({ output: null, matchedRules: [], failure });

function passes(cell: string, value: unknown, variables: Variables): boolean {
  const test = cell.trim();
  if (test === '' || test === '-') return true;
  return unaryTest(test, { ...variables, '?': value }).value === true;
}

function outputOf(table: DecisionTable, row: Row, variables: Variables): unknown {
  const values = row.outputs.map((cell) =>
    cell.trim() === '' ? null : (evaluate(cell, { ...variables }).value ?? null),
  );
  if (table.outputs.length <= 1) return values[0] ?? null;
  return Object.fromEntries(table.outputs.map(({ name, label }, place) => [label || name, values[place] ?? null]));
}

function aggregated(how: string, outputs: readonly unknown[]): unknown {
  const numbers = outputs.filter((output): output is number => typeof output === 'number');
  switch (how) {
    case 'COUNT':
      return outputs.length;
    case 'SUM':
      return numbers.reduce((sum, each) => sum + each, 0);
    case 'MIN':
      return Math.min(...numbers);
    case 'MAX':
      return Math.max(...numbers);
    default:
      return outputs;
  }
}
