import { IDENTITY_VARIABLES } from './identity-variables.js';

/** What the headers of a step `http-call` say. Pure: the linter reads it as the job does. */
export const HTTP_METHODS = ['GET', 'POST', 'PUT'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** The error that a process may draw for an answer of 4xx. */
export const HTTP_REFUSED = 'HTTP_REFUSED';

/** Texts do not enter the engine: its records cannot be erased (design.md section 2). */
export const OUTPUT_TYPES = ['ENUM', 'NUMBER', 'BOOLEAN', 'DATE'] as const;
export type OutputType = (typeof OUTPUT_TYPES)[number];

/** One value of the answer that becomes a variable. */
export interface HttpOutput {
  name: string;
  type: OutputType;
  /** Names and positions with dots between, from the root of the JSON answer: `data.items.0.state`. */
  path: string;
  /** Of an ENUM: the only values that are let in. */
  choices: readonly string[];
}

export interface HttpCallSettings {
  method: HttpMethod;
  outputs: HttpOutput[];
}

/** One setting that does not hold; `setting` is the header. */
export interface SettingProblem {
  setting: string;
  problem: 'missing' | 'unknownValue' | 'badName' | 'badPath' | 'reserved' | 'noChoices' | 'twice';
}

export type Headers = Readonly<Record<string, string | undefined>>;

const OUTPUTS = [1, 2, 3] as const;
const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;
const PATH = /^[A-Za-z_][\w-]*(?:\.[\w-]+){0,7}$/;
const CHOICE = /^[A-Za-z0-9][\w-]{0,39}$/;
/** An answer from outside must not change whose case it is. */
const RESERVED: readonly string[] = [...IDENTITY_VARIABLES, 'httpUrl', 'httpBody'];

/** @returns the settings as far as they hold, and what does not */
export function readHttpCall(headers: Headers): { settings: HttpCallSettings; problems: SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const given = headers.method ?? '';
  const method = HTTP_METHODS.find((each) => each === given);
  if (!method) problems.push({ setting: 'method', problem: given === '' ? 'missing' : 'unknownValue' });
  const outputs: HttpOutput[] = [];
  for (const number of OUTPUTS) {
    const output = readOutput(headers, number, problems);
    if (!output) continue;
    if (outputs.some(({ name }) => name === output.name))
      problems.push({ setting: `output${number}`, problem: 'twice' });
    else outputs.push(output);
  }
  return { settings: { method: method ?? 'GET', outputs }, problems };
}

function readOutput(headers: Headers, number: number, problems: SettingProblem[]): HttpOutput | null {
  const setting = `output${number}`;
  const name = (headers[setting] ?? '').trim();
  if (name === '') return null;
  const type = OUTPUT_TYPES.find((each) => each === headers[`${setting}Type`]);
  const path = (headers[`${setting}Path`] ?? '').trim();
  const choices = (headers[`${setting}Choices`] ?? '')
    .split(',')
    .map((choice) => choice.trim())
    .filter(Boolean);
  const found: SettingProblem[] = [];
  if (!NAME.test(name)) found.push({ setting, problem: 'badName' });
  if (RESERVED.includes(name)) found.push({ setting, problem: 'reserved' });
  if (!type) found.push({ setting: `${setting}Type`, problem: 'missing' });
  if (!PATH.test(path)) found.push({ setting: `${setting}Path`, problem: path === '' ? 'missing' : 'badPath' });
  if (type === 'ENUM' && (choices.length === 0 || !choices.every((choice) => CHOICE.test(choice))))
    found.push({ setting: `${setting}Choices`, problem: 'noChoices' });
  problems.push(...found);
  return found.length > 0 || !type ? null : { name, type, path, choices };
}

/** The variable's value; null where the answer has none that is let in. */
export function takenFrom(output: HttpOutput, answer: unknown): string | number | boolean | null {
  const found = output.path.split('.').reduce<unknown>(part, answer);
  switch (output.type) {
    case 'ENUM':
      return output.choices.find((choice) => choice === found || choice === String(found)) ?? null;
    case 'NUMBER':
      return typeof found === 'number' && Math.abs(found) <= Number.MAX_SAFE_INTEGER ? found : null;
    case 'BOOLEAN':
      return typeof found === 'boolean' ? found : null;
    case 'DATE':
      return typeof found === 'string' && DATE.test(found) && !Number.isNaN(Date.parse(found)) ? found : null;
  }
}

/** A day, or an instant with its zone: a local time would be another one in the engine (engine.md section 4). */
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Own properties only: `constructor` is none of the answer's. */
function part(at: unknown, name: string): unknown {
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
  return (at as Record<string, unknown>)[name];
}
