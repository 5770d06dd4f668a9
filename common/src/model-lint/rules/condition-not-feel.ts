import type { Rule } from '../rule.js';

/** Conditions of other engines (`${approved}`, scripts) are plain text to this one: it refuses the whole model. */
export const conditionNotFeel: Rule = {
  code: 'condition-not-feel',
  process({ elements }, _around, report) {
    for (const { $type, id, conditionExpression } of elements) {
      const condition = conditionExpression?.body?.trim() ?? '';
      if ($type === 'bpmn:SequenceFlow' && condition !== '' && !condition.startsWith('='))
        report(id, `the condition ${condition} is no FEEL expression: begin it with =, such as =approved = "YES"`, {
          condition,
        });
    }
  },
};
