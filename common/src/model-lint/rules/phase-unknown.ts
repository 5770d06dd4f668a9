import { headers } from '../bpmn-element.js';
import { PHASES } from '../platform.js';
import type { Rule } from '../rule.js';

export const phaseUnknown: Rule = {
  code: 'phase-unknown',
  process({ elements }, _around, report) {
    for (const element of elements) {
      const { phase } = headers(element);
      if (phase !== undefined && !PHASES.includes(phase))
        report(element.id, `phase ${phase} does not exist: use one of ${PHASES.join(', ')}`, {
          phase,
          known: PHASES.join(', '),
        });
    }
  },
};
