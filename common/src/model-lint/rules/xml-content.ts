import type { Rule } from '../rule.js';

/** What the reader of BPMN left out: the engine may refuse it or read it differently. */
export const xmlContent: Rule = {
  code: 'xml-content',
  file(file, _around, report) {
    if (file.kind !== 'PROCESS') return;
    for (const warning of file.warnings) {
      // The second line shows where in the file.
      const problem = warning.split('\n')[0] ?? '';
      report('', `${problem}. Remove or mend it, it is no BPMN.`, { problem });
    }
  },
};
