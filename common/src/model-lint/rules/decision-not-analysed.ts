import { analyse, isTooLarge } from '../decision-table/analysis.js';
import type { Rule } from '../rule.js';
import { hasGaps } from './decision-gap.js';

/** Overlaps and gaps are found only in what can be read; the rest is said, not guessed. */
export const decisionNotAnalysed: Rule = {
  code: 'decision-not-analysed',
  level: 'warning',
  decision(decision, { models }, report) {
    const { id, table } = decision;
    const tooMany = () => {
      const cell = String(table?.rows.length);
      report(id, `has ${cell} rows, too many to look for all gaps and overlaps: look yourself`, { cell });
    };
    if (!table) return;
    if (isTooLarge(table.rows.length, table.inputs.length)) return tooMany();
    const analysis = analyse(decision);
    for (const { row, cell } of analysis?.notRead ?? [])
      report(
        row.id || id,
        `"${cell}" is not understood, so whether this row overlaps or leaves a gap is not known: look yourself`,
        {
          cell,
        },
      );
    const open =
      (table.hitPolicy === 'FIRST' && analysis?.covered().includes(null)) ||
      (hasGaps(table) && analysis?.notRead.length === 0 && analysis.gap(models) === undefined);
    if (open) tooMany();
  },
};
