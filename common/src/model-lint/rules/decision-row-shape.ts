import type { Rule } from '../rule.js';

export const decisionRowShape: Rule = {
  code: 'decision-row-shape',
  decision({ id, table }, _around, report) {
    for (const row of table?.rows ?? []) {
      const fits = row.inputs.length === table?.inputs.length && row.outputs.length === table.outputs.length;
      if (!fits)
        report(row.id || id, 'has not as many cells as the table has columns: open the table and save it again');
    }
  },
};
