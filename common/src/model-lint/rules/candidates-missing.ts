import { extension } from '../bpmn-element.js';
import type { Rule } from '../rule.js';

export const candidatesMissing: Rule = {
  code: 'candidates-missing',
  process({ elements }, _around, report) {
    for (const element of elements) {
      if (element.$type === 'bpmn:UserTask' && !extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups)
        report(element.id, 'has no candidate groups: nobody would see the task, choose who may do it');
    }
  },
};
