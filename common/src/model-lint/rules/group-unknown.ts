import { extension } from '../bpmn-element.js';
import { candidateGroups } from '../candidate-groups.js';
import type { City } from '../finding.js';
import type { Rule } from '../rule.js';

export const groupUnknown: Rule = {
  code: 'group-unknown',
  process({ elements }, { city }, report) {
    for (const element of elements) {
      const groups = candidateGroups(extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups);
      for (const group of groups) {
        if (!exists(group, city))
          report(element.id, `nobody is in group ${group}: choose a role, unit or team of the city`, { group });
      }
    }
  },
};

function exists(group: string, { roles, units, teams }: City): boolean {
  const [kind, name = '', role, ...rest] = group.split(':');
  const knows = (known: readonly string[], one: string) =>
    known.length === 0 || one.includes('{') || known.includes(one);
  if (rest.length > 0) return false;
  if (kind === 'role') return role === undefined && knows(roles, name);
  if (kind === 'team') return role === undefined && knows(teams, name);
  return kind === 'unit' && knows(units, name) && (role === undefined || knows(roles, role));
}
