import { headers } from '../bpmn-element.js';
import { DEADLINES, DERIVED_CLOCKS } from '../platform.js';
import type { Rule } from '../rule.js';

export const clockUnknown: Rule = {
  code: 'clock-unknown',
  process({ elements }, { models }, report) {
    const spans = models.decisions.get(DEADLINES)?.table?.outputs.map(({ name }) => name) ?? [];
    for (const element of elements) {
      const { clock } = headers(element);
      if (clock === undefined || spans.includes(clock) || DERIVED_CLOCKS.includes(clock)) continue;
      report(element.id, `clock ${clock} has no span in ${DEADLINES}: add a column, or choose another clock`, {
        clock,
      });
    }
  },
};
