import { extension } from '../bpmn-element.js';
import { decisionOf } from '../models.js';
import type { Rule } from '../rule.js';

export const decisionUnknown: Rule = {
  code: 'decision-unknown',
  process({ elements }, { models }, report) {
    for (const element of elements) {
      const decision = extension(element, 'zeebe:CalledDecision')?.decisionId;
      // An expression chooses one while the case runs.
      if (decision && !decision.startsWith('=') && !decisionOf(element, models))
        report(element.id, `decision ${decision} does not exist: make it, or call another one`, { decision });
    }
  },
};
