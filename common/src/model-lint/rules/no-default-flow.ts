import type { Rule } from '../rule.js';

export const noDefaultFlow: Rule = {
  code: 'no-default-flow',
  process({ elements }, _around, report) {
    for (const element of elements) {
      const splits = element.$type === 'bpmn:ExclusiveGateway' && (element.outgoing ?? []).length > 1;
      if (splits && !element.default)
        report(element.id, 'needs a default flow: a missing variable must not stop a case');
    }
  },
};
