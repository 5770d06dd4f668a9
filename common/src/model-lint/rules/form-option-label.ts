import type { Rule } from '../rule.js';

export const formOptionLabel: Rule = {
  code: 'form-option-label',
  form({ fields }, _around, report) {
    for (const { key, options } of fields) {
      if (options.some(({ label, labelEn }) => !label || !labelEn))
        report(key, 'every option needs a label in Chinese and in English (labelEn)', { key });
    }
  },
};
