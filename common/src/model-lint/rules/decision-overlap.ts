import { analyse } from '../decision-table/analysis.js';
import { intersects } from '../decision-table/boxes.js';
import type { Rule } from '../rule.js';

/** In a UNIQUE table two hits are an incident; in an ANY table two hits that differ are. */
export const decisionOverlap: Rule = {
  code: 'decision-overlap',
  decision(decision, _around, report) {
    const policy = decision.table?.hitPolicy;
    const analysis = policy === 'UNIQUE' || policy === 'ANY' ? analyse(decision) : null;
    if (!analysis) return;
    for (const [index, one] of analysis.rows.entries()) {
      if (!one) continue;
      const other = analysis.rows.find(
        (each, at) =>
          at < index &&
          each &&
          intersects(each.box, one.box) &&
          (policy === 'UNIQUE' || each.row.outputs.join('\n') !== one.row.outputs.join('\n')),
      );
      if (!other) continue;
      const shared = one.box.map((classes, column) => classes & (other.box[column] ?? 0n));
      const example = analysis.example(shared);
      report(
        one.row.id || decision.id,
        `overlaps with row ${analysis.rows.indexOf(other) + 1}, both hit ${example}: make their conditions exclude each other`,
        { row: String(index + 1), other: String(analysis.rows.indexOf(other) + 1), example },
      );
    }
  },
};
