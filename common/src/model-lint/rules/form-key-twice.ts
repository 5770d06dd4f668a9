import type { Rule } from '../rule.js';

export const formKeyTwice: Rule = {
  code: 'form-key-twice',
  form({ fields }, _around, report) {
    const seen = new Set<string>();
    for (const { key } of fields) {
      if (seen.has(key)) report(key, 'two fields have this key: give each its own', { key });
      seen.add(key);
    }
  },
};
