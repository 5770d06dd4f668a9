import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { instantOf } from '../working-time/shanghai-time.js';
import { SAYS, SCENARIO, type Scenario } from './scenario.js';

const LONGEST = 200_000;
/** More would only be more of the same. */
const MOST_PROBLEMS = 5;

export interface ScenarioProblem {
  /** 1 = the first. */
  line: number;
  /** With dots between; empty where the text as a whole is meant. */
  key: string;
  /** A key of SAYS, `missing`, `unknownKey`, or `other`, which only the message says. */
  rule: string;
  message: string;
}

/** A text that is no scenario; each problem is a sentence with its line. */
export class ScenarioUnreadable extends Error {
  override readonly name = 'ScenarioUnreadable';

  constructor(
    readonly file: string,
    readonly problems: readonly ScenarioProblem[],
  ) {
    super(
      problems.map(({ line, key, message }) => `${file}, line ${line}${key ? `, ${key}` : ''}: ${message}`).join('\n'),
    );
  }
}

/**
 * Reads a scenario from YAML.
 * @param file as its reader knows it: named in what is wrong, and without folder and `.yaml` the scenario's id
 * @throws ScenarioUnreadable naming file, line and key
 */
export function readScenario(text: string, file: string): Scenario {
  if (text.length > LONGEST)
    throw new ScenarioUnreadable(file, [
      { line: 1, key: '', rule: 'other', message: `more than ${LONGEST} characters, which is no scenario` },
    ]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new ScenarioUnreadable(file, [
      { line, key: '', rule: 'other', message: broken.message.split('\n')[0] ?? '' },
    ]);
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path);
  const read = SCENARIO.safeParse(plain(document, file));
  if (!read.success) throw new ScenarioUnreadable(file, problemsOf(read.error.issues, lineOf));
  const { given, steps, expect, ...about } = read.data;
  return {
    ...about,
    id: file.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/, ''),
    at: instantOf(given.at),
    case: given.case,
    calendar: given.calendar,
    steps: [
      ...steps.map((step, index) => ({ ...step, line: lineOf(['steps', index]) })),
      ...(expect ? [{ verb: 'expect' as const, expect, line: lineOf(['expect']) }] : []),
    ],
  };
}

/** Aliases within aliases can mean more text than any machine holds; the parser refuses them. */
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new ScenarioUnreadable(file, [{ line: 1, key: '', rule: 'other', message: (error as Error).message }]);
  }
}

function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  lineOf: (path: readonly PropertyKey[]) => number,
): ScenarioProblem[] {
  return issues.slice(0, MOST_PROBLEMS).map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    return { line: lineOf(path), key: path.map(String).join('.'), ...said(issue) };
  });
}

function said(issue: z.core.$ZodIssue): { rule: string; message: string } {
  if (issue.code === 'unrecognized_keys') return { rule: 'unknownKey', message: 'no such key is known here' };
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return { rule: 'missing', message: 'this is missing' };
  const rule = Object.entries(SAYS).find(([, says]) => says === issue.message)?.[0] ?? 'other';
  return { rule, message: issue.message.replace(/^Invalid input: /, '') };
}

/** The line of a key, or of the nearest thing around it that is there; 1 = the first. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const key = path[length - 1];
    const around = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(around)
      ? around.items.find((each) => isPair(each) && isNode(each.key) && String(each.key) === String(key))
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
