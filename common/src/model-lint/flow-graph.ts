import { type BpmnElement, isA } from './bpmn-element.js';
import type { ProcessModel } from './read-bpmn.js';

/** A place a case can be at: at an element, or at the end of a sub-process. */
export interface Step {
  readonly element: BpmnElement;
  readonly next: Step[];
  readonly before: Step[];
}

/** The ways through a process, sub-processes and boundary events laid out flat. */
export interface FlowGraph {
  readonly steps: readonly Step[];
  readonly starts: readonly Step[];
  /** Where a case can stop: top-level steps without a way on. */
  readonly ends: readonly Step[];
}

const graphs = new WeakMap<ProcessModel, FlowGraph>();

export function flowGraph(process: ProcessModel): FlowGraph {
  const known = graphs.get(process);
  if (known) return known;
  const graph = layOut(process);
  graphs.set(process, graph);
  return graph;
}

function layOut(process: ProcessModel): FlowGraph {
  const nodes = process.elements.filter((element) => isA(element, 'bpmn:FlowNode'));
  const entries = new Map(nodes.map((element) => [element, stepAt(element)]));
  const exits = new Map<BpmnElement, Step>();
  for (const element of nodes) if (isA(element, 'bpmn:SubProcess')) exits.set(element, stepAt(element));
  const leaving = (element: BpmnElement) => exits.get(element) ?? entries.get(element);

  for (const flow of process.elements) {
    if (flow.$type !== 'bpmn:SequenceFlow' || !flow.sourceRef || !flow.targetRef) continue;
    join(leaving(flow.sourceRef), entries.get(flow.targetRef));
  }
  const catches = new Map(nodes.filter((node) => isLink(node, 'Catch')).map((node) => [linkKey(node), node]));
  for (const element of nodes) {
    const step = entries.get(element);
    if (element.attachedToRef) join(entries.get(element.attachedToRef), step);
    if (isLink(element, 'Throw')) join(step, entries.get(catches.get(linkKey(element)) ?? element));
  }
  const catchers = new Map(
    nodes.filter((node) => node.attachedToRef && throwsError(node)).map((node) => [node.attachedToRef, node]),
  );
  // Into a sub-process and out of it again.
  for (const element of nodes) {
    const scope = element.$parent;
    const exit = scope && exits.get(scope);
    if (!scope || !exit) continue;
    const entry = entries.get(scope);
    if (isEntry(element, entries)) join(entry, entries.get(element));
    const last = leaving(element);
    if (last?.next.length !== 0) continue;
    const catcher = throwsError(element) ? catchers.get(scope) : undefined;
    join(last, catcher ? entries.get(catcher) : exit);
  }
  for (const [scope, exit] of exits) {
    const entry = entries.get(scope);
    if (entry && entry.next.length === 0) join(entry, exit);
  }
  const steps = [...entries.values(), ...exits.values()];
  const top = [...entries].filter(([element]) => element.$parent === process.element);
  // An event sub-process begins while anything in its scope runs.
  const startsIn = new Map(nodes.filter(isStart).map((element) => [element.$parent, entries.get(element)]));
  for (const element of nodes) if (element.triggeredByEvent) join(startsIn.get(element.$parent), entries.get(element));
  const starts = top.filter(([element]) => isStart(element)).map(([, step]) => step);
  return {
    steps,
    // A process without a start event begins where nothing comes before.
    starts: starts.length > 0 ? starts : top.filter(([, { before }]) => before.length === 0).map(([, step]) => step),
    ends: steps.filter(({ element, next }) => next.length === 0 && element.$parent === process.element),
  };
}

function stepAt(element: BpmnElement): Step {
  return { element, next: [], before: [] };
}

function join(from: Step | undefined, to: Step | undefined): void {
  if (!from || !to || from === to) return;
  from.next.push(to);
  to.before.push(from);
}

const isStart = (element: BpmnElement) => element.$type === 'bpmn:StartEvent';

/** Where a sub-process begins: at its start event, in one without at whatever nothing leads to. */
function isEntry(element: BpmnElement, entries: ReadonlyMap<BpmnElement, Step>): boolean {
  if (isStart(element)) return true;
  if (element.attachedToRef || element.triggeredByEvent || (entries.get(element)?.before.length ?? 0) > 0) return false;
  return !(element.$parent?.flowElements ?? []).some(isStart);
}

/** Throws an error, or on a boundary catches one. */
function throwsError(element: BpmnElement): boolean {
  return (element.eventDefinitions ?? []).some(({ $type }) => $type === 'bpmn:ErrorEventDefinition');
}

function isLink(element: BpmnElement, side: 'Catch' | 'Throw'): boolean {
  return (
    element.$type === `bpmn:Intermediate${side}Event` &&
    (element.eventDefinitions ?? []).some(({ $type }) => $type === 'bpmn:LinkEventDefinition')
  );
}

function linkKey(element: BpmnElement): string {
  const link = element.eventDefinitions?.find(({ $type }) => $type === 'bpmn:LinkEventDefinition');
  return `${element.$parent?.id}\n${link?.name}`;
}

/** Every step that can be come to from these, without entering what is avoided. */
export function reach(from: readonly Step[], avoid: (element: BpmnElement) => boolean = () => false): Set<Step> {
  return walk(from, ({ next }) => next, avoid);
}

/** Every step from which these can be come to, without entering what is avoided. */
export function reachBack(to: readonly Step[], avoid: (element: BpmnElement) => boolean = () => false): Set<Step> {
  return walk(to, ({ before }) => before, avoid);
}

function walk(
  from: readonly Step[],
  on: (step: Step) => readonly Step[],
  avoid: (element: BpmnElement) => boolean,
): Set<Step> {
  const seen = new Set(from.filter(({ element }) => !avoid(element)));
  const waiting = [...seen];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    for (const each of on(step)) {
      if (seen.has(each) || avoid(each.element)) continue;
      seen.add(each);
      waiting.push(each);
    }
  }
  return seen;
}
