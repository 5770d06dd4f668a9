import { flowGraph, reachBack } from '../flow-graph.js';
import type { Rule } from '../rule.js';

export const noWayOut: Rule = {
  code: 'no-way-out',
  process(process, _around, report) {
    const { ends, steps } = flowGraph(process);
    const finishing = reachBack(ends);
    for (const step of steps) {
      // A sub-process is one place: it is said at its beginning.
      if (!finishing.has(step) && step.next.length > 0)
        report(step.element.id, 'from here a case never comes to an end: add a way out of the loop');
    }
  },
};
