import { jobType } from '../bpmn-element.js';
import { handledWithout } from '../closing.js';
import { isRoute } from '../models.js';
import { REPLY_JOB } from '../platform.js';
import type { Rule } from '../rule.js';

export const routeReply: Rule = {
  code: 'route-reply',
  process(process, _around, report) {
    if (!isRoute(process)) return;
    for (const { id } of handledWithout(process, (passed) => jobType(passed) === REPLY_JOB))
      report(id, `a case can be closed here without a reply: lead every way through a step of type ${REPLY_JOB}`, {
        job: REPLY_JOB,
      });
  },
};
