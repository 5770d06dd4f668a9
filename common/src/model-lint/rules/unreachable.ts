import { flowGraph, reach } from '../flow-graph.js';
import type { Rule } from '../rule.js';

export const unreachable: Rule = {
  code: 'unreachable',
  process(process, _around, report) {
    const { starts, steps } = flowGraph(process);
    if (starts.length === 0) return;
    const reached = new Set([...reach(starts)].map(({ element }) => element));
    for (const element of new Set(steps.map((step) => step.element))) {
      // What undoes a step is reached by no flow.
      if (!reached.has(element) && !element.isForCompensation)
        report(element.id, 'no case can come here: connect it, or remove it');
    }
  },
};
