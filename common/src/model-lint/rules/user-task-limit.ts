import { headers, isDocumented } from '../bpmn-element.js';
import type { Rule } from '../rule.js';

export const userTaskLimit: Rule = {
  code: 'user-task-limit',
  process({ elements }, _around, report) {
    for (const element of elements) {
      if (element.$type === 'bpmn:UserTask' && headers(element).clock === undefined && !isDocumented(element))
        report(element.id, 'needs a clock, or a documentation that says why nothing limits it');
    }
  },
};
