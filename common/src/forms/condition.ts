import { evaluate } from 'feelin';

const answers = new Map<string, boolean>();
const MAX_ANSWERS = 2000;
const MAX_QUESTION = 500;

/**
 * Whether a FEEL condition is true for these values (absent ones are null). One that is broken, or gives anything but
 * true, is false: what nobody can evaluate is shown rather than hidden.
 */
export function holds(condition: string, values: Readonly<Record<string, unknown>>): boolean {
  // feelin parses anew each time (about 0.2 ms), and a screen asks after every key press: remember by the values that
  // the condition can see.
  const scope: Record<string, unknown> = {};
  for (const key of Object.keys(values)) {
    if (condition.includes(key)) {
      scope[key] = values[key];
    }
  }
  const question = `${condition}\n${JSON.stringify(scope)}`;
  const known = answers.get(question);
  if (known !== undefined) {
    return known;
  }
  const answer = isTrue(condition, scope);
  if (question.length <= MAX_QUESTION) {
    if (answers.size >= MAX_ANSWERS) {
      answers.clear();
    }
    answers.set(question, answer);
  }
  return answer;
}

/** What is wrong with a condition over fields of these keys: the detail of the problem, or null. */
export function conditionProblem(
  condition: string,
  keys: readonly string[],
): { readonly problem: 'brokenCondition' | 'unknownVariable'; readonly detail: string } | null {
  try {
    const { warnings } = evaluate(condition, Object.fromEntries(keys.map((key) => [key, null])));
    const unknown = warnings.find(({ type }) => type === 'NO_VARIABLE_FOUND' || type === 'NO_FUNCTION_FOUND');
    return unknown === undefined ? null : { problem: 'unknownVariable', detail: unknown.message };
  } catch (error) {
    return { problem: 'brokenCondition', detail: error instanceof Error ? error.message : String(error) };
  }
}

function isTrue(condition: string, scope: Record<string, unknown>): boolean {
  try {
    return evaluate(condition, scope).value === true;
  } catch {
    return false;
  }
}
