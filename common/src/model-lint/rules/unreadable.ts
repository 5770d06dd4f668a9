import type { Rule } from '../rule.js';

export const unreadable: Rule = {
  code: 'unreadable',
  file(file, _around, report) {
    if (file.kind !== 'UNREADABLE' || file.tooLarge) return;
    const { reason } = file;
    report('', `cannot be read: ${reason}. Open it in the tool it comes from and save it again.`, { reason });
  },
};
