import { awaited } from '../models.js';
import { MESSAGES } from '../platform.js';
import type { Rule } from '../rule.js';

export const messageUnknown: Rule = {
  code: 'message-unknown',
  process(process, _around, report) {
    for (const { element, message } of awaited(process)) {
      const { name } = message;
      if (!name || name.startsWith('=') || Object.hasOwn(MESSAGES, name)) continue;
      report(element.id, `nothing sends message ${name}: use one of ${Object.keys(MESSAGES).join(', ')}`, {
        message: name,
        known: Object.keys(MESSAGES).join(', '),
      });
    }
  },
};
