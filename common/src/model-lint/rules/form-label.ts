import type { Rule } from '../rule.js';

export const formLabel: Rule = {
  code: 'form-label',
  form({ fields }, _around, report) {
    for (const { key, label, labelEn } of fields) {
      if (!label || !labelEn) report(key, 'needs a label in Chinese and in English (properties.labelEn)', { key });
    }
  },
};
