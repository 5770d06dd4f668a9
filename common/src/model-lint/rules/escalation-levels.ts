import type { BpmnElement } from '../bpmn-element.js';
import { isTooLarge } from '../decision-table/analysis.js';
import { parseUnaryTest } from '../decision-table/unary-test.js';
import { feelTokens } from '../feel-tokens.js';
import type { Report } from '../finding.js';
import { LEVEL_VARIABLE, LEVELS } from '../platform.js';
import type { Decision, DecisionRow, DecisionTable } from '../read-dmn.js';
import type { Rule } from '../rule.js';

/** Supervision only ever rises: the highest level counts, more of a bad thing never gives a lower one, each level has its way. */
export const escalationLevels: Rule = {
  code: 'escalation-levels',
  process({ elements }, _around, report) {
    const gateways = new Map<BpmnElement, { flow: BpmnElement; level: number }[]>();
    for (const flow of elements) {
      const level = comparedLevel(flow.conditionExpression?.body);
      if (!flow.sourceRef || level === null) continue;
      gateways.set(flow.sourceRef, gateways.get(flow.sourceRef) ?? []);
      gateways.get(flow.sourceRef)?.push({ flow, level });
    }
    for (const [gateway, own] of gateways) {
      for (const { flow, level } of own) {
        if (!isLevel(level)) tell(report, flow.id, 'unknown', level);
        else if (own.some((other) => other.flow !== flow && other.level === level))
          tell(report, flow.id, 'twice', level);
      }
      for (let level: number = LEVELS.lowest; level <= LEVELS.highest; level += 1) {
        if (!own.some((each) => each.level === level)) tell(report, gateway.id, 'missing', level);
      }
    }
  },
  decision(decision, _around, report) {
    const { table } = decision;
    const output = table?.outputs.findIndex(({ name }) => name === LEVEL_VARIABLE) ?? -1;
    if (!table || output < 0 || isTooLarge(table.rows.length, table.inputs.length)) return;
    checkDecision(decision, table, output, report);
  },
};

function checkDecision({ id }: Decision, table: DecisionTable, output: number, report: Report): void {
  if (table.rows.length > 1 && !(table.hitPolicy === 'COLLECT' && table.aggregation === 'MAX'))
    tell(report, id, 'notHighest', LEVELS.highest);
  const rows = table.rows.map((row) => ({ row, level: constantOf(row.outputs[output] ?? '') }));
  for (const { row, level } of rows) {
    if (level === null) continue;
    if (!isLevel(level)) tell(report, row.id, 'unknown', level);
    else if (level === LEVELS.byPersonsOnly) tell(report, row.id, 'byPersonsOnly', level);
    const weaker = rows.find((other) => other.level !== null && other.level > level && demandsLess(other.row, row));
    if (weaker) tell(report, row.id, 'falls', level);
  }
}

/** Whether a row asks for the same as another, with a lower threshold in one place. */
function demandsLess(row: DecisionRow, other: DecisionRow): boolean {
  let less = false;
  for (const [index, cell] of row.inputs.entries()) {
    const otherCell = other.inputs[index] ?? '';
    if (cell === otherCell) continue;
    const [threshold, otherThreshold] = [thresholdOf(cell), thresholdOf(otherCell)];
    if (threshold === null || otherThreshold === null || threshold >= otherThreshold) return false;
    less = true;
  }
  return less;
}

function thresholdOf(cell: string): number | null {
  const test = parseUnaryTest(cell);
  return test?.test === 'range' && test.to === null && typeof test.from?.value === 'number' ? test.from.value : null;
}

function constantOf(cell: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : null;
}

function comparedLevel(condition: string | undefined): number | null {
  if (typeof condition !== 'string') return null;
  const [start, name, sign, value, ...rest] = feelTokens(condition) ?? [];
  const compared = start?.value === '=' && name?.value === LEVEL_VARIABLE && sign?.value === '=';
  return compared && value?.kind === 'number' && rest.length === 0 ? Number(value.value) : null;
}

function isLevel(level: number): boolean {
  return Number.isInteger(level) && level >= LEVELS.lowest && level <= LEVELS.highest;
}

const PROBLEMS = {
  unknown: 'there is no such level',
  twice: 'it has two ways',
  missing: 'it has no way',
  notHighest: 'the highest one that hits must count (COLLECT, MAX), or a row above lowers it',
  byPersonsOnly: 'a person asks for it, never a rule',
  falls: 'another row demands less and gives more',
};

function tell(report: Report, element: string | undefined, problem: keyof typeof PROBLEMS, level: number): void {
  report(
    element,
    `level ${level} of supervision: ${PROBLEMS[problem]}; levels go up from ${LEVELS.lowest} to ${LEVELS.highest}`,
    { problem, level: String(level) },
  );
}
