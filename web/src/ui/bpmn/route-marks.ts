import type { RouteOnDiagramFragment } from '../../gql/documents.generated.js';

type Step = RouteOnDiagramFragment['steps'][number];

/** How one element of the model stands in a route. */
export interface ElementMark {
  elementId: string;
  state: 'done' | 'now' | 'stopped';
  /** How often it was entered. */
  passes: number;
  /** The step of its last pass. */
  last: Step;
}

/** One mark per element that the route entered, in the order of first entry. */
export function marksOf(steps: Step[]): ElementMark[] {
  const marks = new Map<string, ElementMark>();
  for (const step of [...steps].sort((a, b) => a.enteredAt.localeCompare(b.enteredAt) || a.pass - b.pass)) {
    const known = marks.get(step.elementId);
    const state = step.state === 'ACTIVE' ? 'now' : step.state === 'TERMINATED' ? 'stopped' : 'done';
    marks.set(step.elementId, {
      elementId: step.elementId,
      // An element someone is in now is "now", whatever its other passes were.
      state: known?.state === 'now' ? 'now' : state,
      passes: Math.max(known?.passes ?? 0, step.pass),
      last: step,
    });
  }
  return [...marks.values()];
}

/** What a reader of the list wants to hear of: people's steps and decisions, not gateways and starts. */
export function isWorthTelling(step: Step): boolean {
  return /TASK|CALL_ACTIVITY|END_EVENT/.test(step.elementType);
}
