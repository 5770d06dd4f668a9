import { extension } from '../bpmn-element.js';
import type { Rule } from '../rule.js';

export const formMissing: Rule = {
  code: 'form-missing',
  process({ elements }, _around, report) {
    for (const element of elements) {
      if (element.$type === 'bpmn:UserTask' && !extension(element, 'zeebe:FormDefinition')?.formId)
        report(element.id, 'has no form: link one, people would see an empty page');
    }
  },
};
