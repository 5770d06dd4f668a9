import { extension } from '../bpmn-element.js';
import type { Rule } from '../rule.js';

export const formUnused: Rule = {
  code: 'form-unused',
  level: 'warning',
  form({ id }, { models }, report) {
    const used = models.processes.some(({ elements }) =>
      elements.some((element) => extension(element, 'zeebe:FormDefinition')?.formId === id),
    );
    if (!used) report(id, 'no process uses this form: link it to a task, or remove it');
  },
};
