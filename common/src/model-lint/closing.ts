import { type BpmnElement, headers, jobType } from './bpmn-element.js';
import { flowGraph, reach } from './flow-graph.js';
import { CLOSE_JOB, EXPLAINED_BY, HANDLED } from './platform.js';
import type { ProcessModel } from './read-bpmn.js';

/** Steps that close the case, with that outcome. */
export function closingSteps(process: ProcessModel, outcome?: string): BpmnElement[] {
  return process.elements.filter(
    (element) => closes(element) && (outcome === undefined || headers(element).outcome === outcome),
  );
}

export function closes(element: BpmnElement): boolean {
  return jobType(element) === CLOSE_JOB;
}

/** Everything a case can come to without passing an element that fits. */
export function reachedWithout(process: ProcessModel, fits: (passed: BpmnElement) => boolean): Set<BpmnElement> {
  return new Set([...reach(flowGraph(process).starts, fits)].map(({ element }) => element));
}

/** Steps that close a case that was handled, and that a case can come to without passing an element that fits. */
export function handledWithout(process: ProcessModel, fits: (passed: BpmnElement) => boolean): BpmnElement[] {
  const reached = reachedWithout(process, fits);
  return closingSteps(process, HANDLED).filter((closing) => reached.has(closing));
}

/** Which steps close a case with an explanation that two persons approved on every way to it. */
export function explainedByTwo(process: ProcessModel): (closing: BpmnElement) => boolean {
  const without = EXPLAINED_BY.map((task) => reachedWithout(process, (passed) => headers(passed).task === task));
  return (closing) => headers(closing).closeType === 'EXPLAINED' && without.every((reached) => !reached.has(closing));
}
