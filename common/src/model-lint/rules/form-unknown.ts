import { extension } from '../bpmn-element.js';
import { formOf } from '../models.js';
import type { Rule } from '../rule.js';

export const formUnknown: Rule = {
  code: 'form-unknown',
  process({ elements }, { models }, report) {
    for (const element of elements) {
      const form = extension(element, 'zeebe:FormDefinition')?.formId;
      if (form && !formOf(element, models))
        report(element.id, `form ${form} does not exist: make it, or link another one`, { form });
    }
  },
};
