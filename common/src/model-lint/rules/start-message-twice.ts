import { awaited, startsProcess } from '../models.js';
import type { Rule } from '../rule.js';

/** The engine starts one instance of each process that begins with a message: two would both take the case. */
export const startMessageTwice: Rule = {
  code: 'start-message-twice',
  process(process, { models }, report) {
    for (const { element, message } of awaited(process)) {
      const { name } = message;
      if (!name || !startsProcess(element)) continue;
      const other = models.starts.get(name)?.find((each) => each.element !== element)?.process.id;
      if (other !== undefined)
        report(element.id, `message ${name} starts ${other} as well: use another message, or one process`, {
          message: name,
          other,
        });
    }
  },
};
