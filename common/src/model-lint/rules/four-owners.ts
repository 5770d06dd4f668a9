import { extension, headers } from '../bpmn-element.js';
import { isRoute } from '../models.js';
import type { Rule } from '../rule.js';

/** 有人接、有人管、有人督、有人反馈: somebody receives, handles, supervises, and gives the answer back. */
const OWNERS = ['RECEIVE', 'HANDLE', 'SUPERVISE', 'APPRAISE'];

export const fourOwners: Rule = {
  code: 'four-owners',
  process(process, _around, report) {
    if (!isRoute(process)) return;
    const owned = process.elements
      .filter((element) => element.$type === 'bpmn:UserTask')
      .filter((element) => extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups)
      .map((element) => headers(element).phase);
    for (const phase of OWNERS) {
      if (!owned.includes(phase))
        report(process.id, `nobody is named for phase ${phase}: add a user task of that phase with candidate groups`, {
          phase,
        });
    }
  },
};
