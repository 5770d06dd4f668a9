import { extension } from '../bpmn-element.js';
import type { Rule } from '../rule.js';

export const calledProcessUnknown: Rule = {
  code: 'called-process-unknown',
  process({ elements }, { models }, report) {
    for (const element of elements) {
      const called = extension(element, 'zeebe:CalledElement')?.processId;
      if (called && !called.startsWith('=') && !models.processById.has(called))
        report(element.id, `process ${called} does not exist: make it, or call another one`, { process: called });
    }
  },
};
