import { extension } from '../bpmn-element.js';
import { httpOutputs } from '../http-outputs.js';
import { formOf, type Models } from '../models.js';
import { JOBS, KNOWN_VALUES, MESSAGES } from '../platform.js';
import { parseUnaryTest, type Value } from './unary-test.js';

/**
 * Every value that a variable can have in a set of models, from the choices of forms and the outputs of decisions.
 * @returns null when something gives it values that are not listed anywhere, or nothing gives it
 */
export function knownValues(variable: string, models: Models): Value[] | null {
  const values: Value[] = [...(Object.hasOwn(KNOWN_VALUES, variable) ? (KNOWN_VALUES[variable] ?? []) : [])];
  if (values.length === 0 && givenByCode(variable)) return null;
  for (const { elements } of models.processes) {
    for (const element of elements) {
      const mapped = extension(element, 'zeebe:IoMapping')?.outputParameters ?? [];
      if (mapped.some(({ target }) => target === variable)) return null;
      if (mapped.length > 0) continue;
      const called = extension(element, 'zeebe:CalledDecision');
      const given = [
        ...(called?.resultVariable === variable ? [decided(called.decisionId, models)] : []),
        ...(formOf(element, models)?.fields ?? [])
          .filter(({ key, output }) => output && key === variable)
          .map(({ options }) => options.map(({ value }) => value as Value)),
        ...httpOutputs(element)
          .filter(({ name }) => name === variable)
          .map(({ type, choices }) => (type === 'ENUM' ? [...choices] : null)),
      ];
      for (const each of given) {
        if (!each || each.length === 0) return null;
        values.push(...each);
      }
    }
  }
  return values.length > 0 ? values : null;
}

function givenByCode(variable: string): boolean {
  return (
    Object.values(MESSAGES).some(({ variables }) => variables.includes(variable)) ||
    Object.values(JOBS).some((variables) => variables.includes(variable))
  );
}

/** The outputs of a decision with one output, when each is a plain value and one hit is the result. */
function decided(decisionId: string | undefined, { decisions }: Models): Value[] | null {
  const table = decisions.get(decisionId ?? '')?.table;
  const picks =
    table &&
    (table.hitPolicy !== 'COLLECT' ? table.hitPolicy !== 'RULE ORDER' : /^M(?:AX|IN)$/.test(table.aggregation));
  if (!picks || table.outputs.length !== 1) return null;
  const tests = table.rows.map(({ outputs }) => parseUnaryTest(outputs[0] ?? ''));
  return tests.every((test) => test?.test === 'equals') ? tests.map(({ value }) => value) : null;
}
