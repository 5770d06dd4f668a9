import { type BpmnElement, headers, jobType } from '../bpmn-element.js';
import { closes } from '../closing.js';
import { flowGraph, reachBack } from '../flow-graph.js';
import { DUTIES, RESUME_JOB, RESUME_REASONS } from '../platform.js';
import type { Rule } from '../rule.js';

/** What sends a case back must lead to somebody who handles it, on every way before anything closes it. */
export const returnTarget: Rule = {
  code: 'return-target',
  process(process, _around, report) {
    const { steps } = flowGraph(process);
    const handles = (element: BpmnElement) => DUTIES.handle.includes(headers(element).task ?? '');
    const handling = reachBack(steps.filter(({ element }) => handles(element)));
    const past = reachBack(
      steps.filter(({ element }) => closes(element)),
      handles,
    );
    for (const step of steps) {
      if (jobType(step.element) !== RESUME_JOB) continue;
      const { reason = '' } = headers(step.element);
      if (!handling.has(step) || past.has(step))
        report(
          step.element.id,
          'sends the case back, but from here it can be closed without being handled again: lead every way to handling',
          {
            reason,
          },
        );
      else if (!RESUME_REASONS.includes(reason))
        report(
          step.element.id,
          `sends the case back for reason "${reason}", which the platform does not know: use ${RESUME_REASONS.join(', ')}`,
          { reason },
        );
    }
  },
};
