import { headers } from '../bpmn-element.js';
import { closingSteps, reachedWithout } from '../closing.js';
import { isRoute } from '../models.js';
import { EXEMPTIONS, HANDLED } from '../platform.js';
import type { Rule } from '../rule.js';

/**
 * Without reply and follow-up a case ends only with an outcome that is approved for it, and only after the person's step
 * that stands for them.
 */
export const routeExemption: Rule = {
  code: 'route-exemption',
  process(process, _around, report) {
    if (!isRoute(process)) return;
    const known = [HANDLED, ...Object.keys(EXEMPTIONS)];
    for (const closing of closingSteps(process)) {
      const outcome = headers(closing).outcome ?? '';
      if (known.includes(outcome)) continue;
      const task = known.join(', ');
      report(
        closing.id,
        `outcome "${outcome}" is not approved for closing a case without reply and follow-up: use one of ${task}`,
        { outcome, task },
      );
    }
    for (const [outcome, task] of Object.entries(EXEMPTIONS)) {
      const reached = reachedWithout(process, (passed) => headers(passed).task === task);
      for (const closing of closingSteps(process, outcome)) {
        if (reached.has(closing))
          report(
            closing.id,
            `outcome ${outcome} ends a case without reply and follow-up only after ${task}: lead every way through it`,
            { outcome, task },
          );
      }
    }
  },
};
