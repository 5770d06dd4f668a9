import { analyse } from '../decision-table/analysis.js';
import type { DecisionTable } from '../read-dmn.js';
import type { Rule } from '../rule.js';

/** Where no row hits, the result is missing. Tables that collect may find nothing: that is an answer. */
export const decisionGap: Rule = {
  code: 'decision-gap',
  level: 'warning',
  decision(decision, { models }, report) {
    if (!decision.table || !hasGaps(decision.table)) return;
    const analysis = analyse(decision);
    const example = analysis?.gap(models);
    if (example) report(decision.id, `no row hits ${example}: add one, or a last row for everything else`, { example });
  },
};

/** Whether no hit is a gap. */
export function hasGaps({ hitPolicy }: DecisionTable): boolean {
  return ['UNIQUE', 'ANY', 'FIRST'].includes(hitPolicy);
}
