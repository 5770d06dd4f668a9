import { analyse } from '../decision-table/analysis.js';
import type { Rule } from '../rule.js';

/** In a FIRST table a row that those above it cover never counts. */
export const decisionUnreachableRow: Rule = {
  code: 'decision-unreachable-row',
  level: 'warning',
  decision(decision, _around, report) {
    const analysis = decision.table?.hitPolicy === 'FIRST' ? analyse(decision) : null;
    for (const [index, covered] of (analysis?.covered() ?? []).entries()) {
      if (covered)
        report(
          decision.table?.rows[index]?.id || decision.id,
          `row ${index + 1} never counts, the rows above take everything: move it up, or remove it`,
          { row: String(index + 1) },
        );
    }
  },
};
