import type { Models } from '../models.js';
import type { Decision, DecisionRow } from '../read-dmn.js';
import { type Box, MOST_STEPS, uncovered } from './boxes.js';
import { type Column, columnOf, exampleOf, listedValues } from './column.js';
import { knownValues } from './known-values.js';
import { parseUnaryTest, type UnaryTest } from './unary-test.js';

/** A row whose cells could all be read, with what it lets pass. */
export interface AnalysedRow {
  readonly row: DecisionRow;
  readonly box: Box;
}

export interface TableAnalysis {
  /** Null when a cell of the row could not be read. */
  readonly rows: readonly (AnalysedRow | null)[];
  /** Rows and inputs that could not be read. */
  readonly notRead: readonly { readonly row: DecisionRow; readonly cell: string }[];
  readonly columns: readonly Column[];
  /** The example that a box has for each input: `a = 1, b = "X"`. */
  readonly example: (box: Box) => string;
  /** Rows that those above them cover; null for one of which that was too much to find out. */
  readonly covered: () => readonly (boolean | null)[];
  /** Values for which no row is there: null when there are none, undefined when that cannot be said. */
  readonly gap: (models: Models) => string | null | undefined;
}

/** Comparing each row with each other takes seconds beyond this (twelve hundred rows of two inputs), and that is said. */
const MOST_COMPARISONS = 3_000_000;

const analyses = new WeakMap<Decision, TableAnalysis | null>();

/** @returns null for what is no table, is broken, or is too large */
export function analyse(decision: Decision): TableAnalysis | null {
  const known = analyses.get(decision);
  if (known !== undefined) return known;
  const analysis = analyseTable(decision);
  analyses.set(decision, analysis);
  return analysis;
}

function analyseTable({ table }: Decision): TableAnalysis | null {
  const width = table?.inputs.length ?? 0;
  if (!table || width === 0 || isTooLarge(table.rows.length, width)) return null;
  const read = table.rows
    .filter((row) => row.inputs.length === width)
    .map((row) => ({ row, tests: row.inputs.map(parseUnaryTest) }));
  const whole = read.filter(({ tests }) => tests.every((test) => test !== null));
  const tests = (column: number) => whole.map((each) => each.tests[column] as UnaryTest);
  const columns = table.inputs.map((_, column) => columnOf(tests(column), null));
  const boxes = boxesOf(columns, whole.length);
  const boxOf = new Map(whole.map(({ row }, index) => [row, boxes[index] as Box]));
  let known: (boolean | null)[] | undefined;
  const example = (of: readonly Column[], box: Box) =>
    table.inputs
      .map(({ expression }, column) => `${expression} = ${exampleOf(of[column] as Column, box[column] ?? 0n)}`)
      .join(', ');
  return {
    rows: table.rows.map((row) => (boxOf.has(row) ? { row, box: boxOf.get(row) as Box } : null)),
    notRead: read.flatMap(({ row, tests }) => {
      const at = tests.indexOf(null);
      return at < 0 ? [] : [{ row, cell: row.inputs[at] ?? '' }];
    }),
    columns,
    example: (box) => example(columns, box),
    covered: () => {
      known ??= coveredRows(table.rows.map((row) => boxOf.get(row)));
      return known;
    },
    gap: (models) => {
      if (whole.length < table.rows.length) return undefined;
      const promised = table.inputs.map(({ expression, allowed }, column) =>
        columnOf(tests(column), listedValues(parseUnaryTest(allowed)) ?? knownValues(expression, models)),
      );
      const gap = uncovered(
        promised.map(({ all }) => all),
        boxesOf(promised, whole.length),
        { left: MOST_STEPS },
      );
      return gap ? example(promised, gap) : gap;
    },
  };
}

function coveredRows(boxes: readonly (Box | undefined)[]): (boolean | null)[] {
  const budget = { left: MOST_STEPS };
  const above: Box[] = [];
  return boxes.map((box) => {
    if (!box) return false;
    const rest = uncovered(box, above, budget);
    above.push(box);
    return rest === undefined ? null : rest === null;
  });
}

export function isTooLarge(rows: number, width: number): boolean {
  return rows * rows * width > MOST_COMPARISONS;
}

function boxesOf(columns: readonly Column[], rows: number): Box[] {
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column.rows[row] ?? 0n));
}
