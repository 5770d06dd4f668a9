import { headers } from '../bpmn-element.js';
import { STATUSES } from '../platform.js';
import type { Rule } from '../rule.js';

export const statusUnknown: Rule = {
  code: 'status-unknown',
  process({ elements }, _around, report) {
    for (const element of elements) {
      const { status } = headers(element);
      if (status !== undefined && !STATUSES.includes(status))
        report(element.id, `status ${status} does not exist for an open case: use one of ${STATUSES.join(', ')}`, {
          status,
          known: STATUSES.join(', '),
        });
    }
  },
};
