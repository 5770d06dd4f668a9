import { closes } from '../closing.js';
import { flowGraph, reach } from '../flow-graph.js';
import { isRoute } from '../models.js';
import { CLOSE_JOB } from '../platform.js';
import type { Rule } from '../rule.js';

/** A route that ends without closing its case leaves it open for ever. */
export const routeClose: Rule = {
  code: 'route-close',
  process(process, _around, report) {
    if (!isRoute(process)) return;
    const { starts, ends } = flowGraph(process);
    const open = reach(starts, closes);
    for (const end of new Set(ends)) {
      if (open.has(end) && !closes(end.element))
        report(
          end.element.id,
          `the route can end here without closing the case: add a step of type ${CLOSE_JOB} before`,
          {
            job: CLOSE_JOB,
          },
        );
    }
  },
};
