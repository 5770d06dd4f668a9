import { formIssues } from '../form-issues.js';
import type { Rule } from '../rule.js';

/** Said by rules of their own. */
const ELSEWHERE = ['freeTextOutput', 'duplicateKey'];

export const formSchema: Rule = {
  code: 'form-schema',
  form(form, _around, report) {
    const issues = formIssues(form);
    if (issues === null) {
      const detail = String(form.fields.length);
      report('', `has ${detail} fields, more than people can fill in: make several forms of it`, {
        problem: 'tooMany',
        detail,
      });
    }
    for (const { problem, at, detail } of issues ?? []) {
      if (!ELSEWHERE.includes(problem))
        report(at, `does not work as written (${problem}: ${detail.split('\n')[0]}): mend the field`, {
          problem,
          detail,
        });
    }
  },
};
