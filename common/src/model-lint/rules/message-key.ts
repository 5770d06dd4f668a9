import { extension } from '../bpmn-element.js';
import { awaited, startsProcess } from '../models.js';
import { MESSAGES } from '../platform.js';
import type { Rule } from '../rule.js';

/** A message finds the instance that waits for it by its key; with another key it never arrives. */
export const messageKey: Rule = {
  code: 'message-key',
  process(process, _around, report) {
    for (const { element, message } of awaited(process)) {
      const { name = '' } = message;
      if (startsProcess(element) || !Object.hasOwn(MESSAGES, name)) continue;
      const key = MESSAGES[name]?.key;
      const used = extension(message, 'zeebe:Subscription')?.correlationKey ?? '';
      if (key === null)
        report(element.id, `message ${name} only starts processes: it never comes to one that waits`, {
          message: name,
          key: '',
          used,
        });
      else if (key && used.replace(/\s/g, '') !== key)
        report(element.id, `message ${name} is sent with the key ${key}, not ${used || 'none'}`, {
          message: name,
          key,
          used,
        });
    }
  },
};
