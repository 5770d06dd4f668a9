import type { Rule } from '../rule.js';

/** Seen in Zeebe 8.5.8: with a label the result is named after it. */
export const outputLabel: Rule = {
  code: 'output-label',
  decision({ id, table }, _around, report) {
    for (const { name, label } of table?.outputs ?? []) {
      if (label)
        report(id, `the engine would call output ${name} by its label ${label}: remove the label`, { name, label });
    }
  },
};
