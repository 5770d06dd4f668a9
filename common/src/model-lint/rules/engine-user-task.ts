import { extension } from '../bpmn-element.js';
import type { Rule } from '../rule.js';

/** Tasks are jobs of the platform; one that the engine keeps for itself would never come to a list (design.md section 3). */
export const engineUserTask: Rule = {
  code: 'engine-user-task',
  process({ elements }, _around, report) {
    for (const element of elements) {
      if (element.$type === 'bpmn:UserTask' && extension(element, 'zeebe:UserTask'))
        report(
          element.id,
          'must be a job-worker user task: remove zeebe:userTask',
          {},
          { repair: 'useJobWorkerUserTask' },
        );
    }
  },
};
