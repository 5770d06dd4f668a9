import { childrenOf, readXml, textOf, type XmlElement } from './read-xml.js';

export interface DecisionInput {
  readonly expression: string;
  readonly label: string;
  /** Unary tests that every value passes, as the author promises; '' when nothing is promised. */
  readonly allowed: string;
}

export interface DecisionRow {
  readonly id: string;
  /** Unary tests, one for each input; '' and '-' let everything pass. */
  readonly inputs: readonly string[];
  /** FEEL expressions, one for each output. */
  readonly outputs: readonly string[];
}

export interface DecisionTable {
  readonly hitPolicy: string;
  /** Of COLLECT: SUM, MIN, MAX, COUNT; '' = a list. */
  readonly aggregation: string;
  readonly inputs: readonly DecisionInput[];
  readonly outputs: readonly { readonly name: string; readonly label: string }[];
  readonly rows: readonly DecisionRow[];
}

export interface Decision {
  readonly path: string;
  readonly id: string;
  /** Null for a decision that is an expression. */
  readonly table: DecisionTable | null;
}

export interface DmnFile {
  readonly kind: 'DECISION';
  readonly path: string;
  readonly decisions: readonly Decision[];
}

/** @throws when the text is no DMN; the message says why */
export function readDmn(path: string, xml: string): DmnFile {
  const root = readXml(xml);
  if (root.name !== 'definitions') throw new Error(`its root element is <${root.name}>, not <definitions>`);
  return {
    kind: 'DECISION',
    path,
    decisions: childrenOf(root, 'decision').map((decision) => ({
      path,
      id: decision.attributes.id ?? '',
      table: readTable(childrenOf(decision, 'decisionTable')[0]),
    })),
  };
}

function readTable(table: XmlElement | undefined): DecisionTable | null {
  if (!table) return null;
  return {
    hitPolicy: table.attributes.hitPolicy ?? 'UNIQUE',
    aggregation: table.attributes.aggregation ?? '',
    inputs: childrenOf(table, 'input').map((input) => ({
      expression: textOf(childrenOf(input, 'inputExpression')[0]),
      label: input.attributes.label ?? '',
      allowed: textOf(childrenOf(input, 'inputValues')[0]),
    })),
    outputs: childrenOf(table, 'output').map(({ attributes }) => ({
      name: attributes.name ?? '',
      label: attributes.label ?? '',
    })),
    rows: childrenOf(table, 'rule').map((rule) => ({
      id: rule.attributes.id ?? '',
      inputs: childrenOf(rule, 'inputEntry').map(textOf),
      outputs: childrenOf(rule, 'outputEntry').map(textOf),
    })),
  };
}
