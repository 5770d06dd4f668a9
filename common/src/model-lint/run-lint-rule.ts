import type { BpmnElement } from './bpmn-element.js';
import type { LintRule } from './lint-rules.js';

export interface LintReport {
  /** Id of the element; '' for the whole file. */
  readonly element: string;
  /** What is wrong, in the words of the rule's maker. */
  readonly problem: string;
}

/** Everything in a file but its drawing, from top to bottom, with where the part of each ends. */
export type Outline = readonly { readonly node: BpmnElement; end: number }[];

interface Described {
  readonly $descriptor?: {
    readonly isGeneric?: boolean;
    readonly properties: readonly Property[];
  };
}

interface Property {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isReference?: boolean;
}

const DRAWING = 'diagrams';
const SIMPLE = ['String', 'Boolean', 'Integer', 'Real'];

/**
 * Walks through a file once for all rules: bpmnlint does it for each, which takes most of its time, and with recursion,
 * which a deeply nested file does not survive. Shapes and lines are half of a file, and none of our rules stops at one:
 * those about the drawing look it up from the top.
 */
export function outlineOf(definitions: BpmnElement): Outline {
  const outline: { node: BpmnElement; end: number }[] = [];
  const open = [{ children: [definitions], next: 0, entry: -1 }];
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const node = level.children[level.next++];
    if (!node) {
      const entry = outline[level.entry];
      if (entry) entry.end = outline.length;
      open.pop();
      continue;
    }
    outline.push({ node, end: outline.length + 1 });
    const children = partsOf(node);
    if (children.length > 0) open.push({ children, next: 0, entry: outline.length - 1 });
  }
  return outline;
}

/** Characters in all expressions of a file together. */
export function expressionLength(outline: Outline): number {
  let length = 0;
  for (const { node } of outline) {
    for (const value of Object.values(node)) {
      if (typeof value === 'string' && value.startsWith('=')) length += value.length;
    }
  }
  return length;
}

function partsOf(node: BpmnElement): BpmnElement[] {
  const { $descriptor } = node as Described;
  if (!$descriptor || $descriptor.isGeneric) return [];
  const values = node as unknown as Readonly<Record<string, BpmnElement | BpmnElement[] | undefined>>;
  return $descriptor.properties
    .filter(({ type, isAttr, isReference }) => !isAttr && !isReference && !SIMPLE.includes(type))
    .filter(({ name }) => name !== DRAWING && name in node)
    .flatMap(({ name }) => values[name] ?? []);
}

type Check = (node: BpmnElement, reporter: { report: (id: string | undefined, message: string) => void }) => unknown;

/** @throws whatever the rule throws: some crash on models that their makers did not think of */
export function runLintRule({ make }: LintRule, outline: Outline): LintReport[] {
  const { check } = make();
  const reports: LintReport[] = [];
  const reporter = {
    report: (id: string | undefined, problem: string) => {
      reports.push({ element: id ?? '', problem });
    },
  };
  const enter = typeof check === 'function' ? (check as Check) : (check as { enter?: Check }).enter;
  if (!enter) throw new Error('it looks at nothing on the way in');
  for (let at = 0; at < outline.length; at += 1) {
    const entry = outline[at] as Outline[number];
    // A rule that answers false does not look inside.
    if (enter(entry.node, reporter) === false) at = entry.end - 1;
  }
  return reports;
}
