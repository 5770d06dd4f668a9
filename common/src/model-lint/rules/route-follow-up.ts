import { headers } from '../bpmn-element.js';
import { explainedByTwo, handledWithout } from '../closing.js';
import { isRoute } from '../models.js';
import { FOLLOW_UP_TASK } from '../platform.js';
import type { Rule } from '../rule.js';

/** Two persons may approve that an explanation closes a case; everything else that was handled is followed up. */
export const routeFollowUp: Rule = {
  code: 'route-follow-up',
  process(process, _around, report) {
    if (!isRoute(process)) return;
    const isExempt = explainedByTwo(process);
    for (const closing of handledWithout(process, (passed) => headers(passed).task === FOLLOW_UP_TASK)) {
      if (!isExempt(closing))
        report(
          closing.id,
          `a case can be closed here without a follow-up: lead every way through the task ${FOLLOW_UP_TASK}`,
          { task: FOLLOW_UP_TASK },
        );
    }
  },
};
