import { isA, jobType } from '../bpmn-element.js';
import { JOBS } from '../platform.js';
import type { Rule } from '../rule.js';

export const jobUnknown: Rule = {
  code: 'job-unknown',
  // A city may run workers of its own.
  level: 'warning',
  process({ elements }, _around, report) {
    for (const element of elements) {
      const type = jobType(element);
      if (!isA(element, 'bpmn:FlowNode') || !type || type.startsWith('=') || Object.hasOwn(JOBS, type)) continue;
      report(element.id, `the platform takes no jobs of type ${type}: a case waits here until some worker does`, {
        type,
      });
    }
  },
};
