import type { Rule } from '../rule.js';

export const tooLarge: Rule = {
  code: 'too-large',
  file(file, _around, report) {
    if (file.kind !== 'UNREADABLE' || !file.tooLarge) return;
    const megabytes = file.tooLarge;
    report('', `has ${megabytes} million characters, more than is looked at: split it into smaller models.`, {
      megabytes,
    });
  },
};
