import { type BpmnElement, extension, headers } from '../bpmn-element.js';
import { candidateGroups, overlap } from '../candidate-groups.js';
import { DUTIES } from '../platform.js';
import type { Rule } from '../rule.js';

type Duty = keyof typeof DUTIES;

/** Groups that are compared; a city has dozens. */
const MOST_GROUPS = 500;

/** Who handles does not review, who reviews does not call the requester. */
export const separationOfDuties: Rule = {
  code: 'separation-of-duties',
  process({ elements }, _around, report) {
    const seen: { group: string; duty: Duty; element: BpmnElement }[] = [];
    for (const element of elements) {
      const duty = dutyOf(element);
      if (!duty) continue;
      const groups = candidateGroups(extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups);
      for (const group of groups) {
        const other = seen.find((each) => each.duty !== duty && overlap(each.group, group));
        if (other) {
          const step = other.element.name ?? other.element.id ?? '';
          report(
            element.id,
            `group ${group} also does ${step}: the same hands must not do both, choose another group`,
            {
              group,
              other: step,
            },
          );
        }
        if (seen.length < MOST_GROUPS && !seen.some((each) => each.duty === duty && each.group === group))
          seen.push({ group, duty, element });
      }
    }
  },
};

/** Steps that the platform knows by their task, a designer's own by its phase. */
function dutyOf(element: BpmnElement): Duty | null {
  if (element.$type !== 'bpmn:UserTask') return null;
  const { task, phase } = headers(element);
  const known = (Object.keys(DUTIES) as Duty[]).find((duty) => task !== undefined && DUTIES[duty].includes(task));
  if (known) return known;
  if (phase === 'HANDLE') return 'handle';
  if (phase === 'SUPERVISE') return 'review';
  return phase === 'APPRAISE' ? 'followUp' : null;
}
