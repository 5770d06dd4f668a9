import { extension } from '../bpmn-element.js';
import { feelNames } from '../feel-names.js';
import { decisionOf } from '../models.js';
import type { Rule } from '../rule.js';
import { givenVariables } from '../variables.js';

/** Forms, decisions, jobs and messages must give what gateways, decisions and assignments read. */
export const variableUnknown: Rule = {
  code: 'variable-unknown',
  process(process, { models }, report) {
    const given = givenVariables(process, models);
    if (given === null) return;
    for (const element of process.elements) {
      const inputs = decisionOf(element, models)?.table?.inputs ?? [];
      const own = (extension(element, 'zeebe:IoMapping')?.inputParameters ?? []).map(({ target }) => target);
      const read = [
        ...feelNames(element.conditionExpression?.body),
        ...feelNames(extension(element, 'zeebe:AssignmentDefinition')?.candidateGroups),
        ...inputs.flatMap(({ expression }) => feelNames(`=${expression}`)),
      ];
      for (const variable of new Set(read)) {
        if (!given.has(variable) && !own.includes(variable))
          report(element.id, `reads ${variable}, which no form, decision, job or message of this process gives`, {
            variable,
          });
      }
    }
  },
};
