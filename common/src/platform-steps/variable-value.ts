/** A value that a person may give a variable by hand. */
export type VariableValue = string | number | boolean | null | readonly string[];

export type ValueProblem = 'wrongType' | 'text' | 'personal' | 'notListed';

/** Codes, ids, enums and dates; no blanks, no words of any language but in capitals and digits of codes. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:+-]{0,63}$/;
/** Mobile and fixed-line phones, identity cards, mail: what looks like a code and is a person. */
const PERSONAL = /^(?:(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])$/;
const LONGEST_LIST = 20;

/**
 * Whether a value may enter the engine: ids, enums, numbers, yes or no, dates, and lists of codes. Never text, never a
 * person's data: the engine's records cannot be erased (design.md section 2).
 * @param listed every value that the variable can have, where the models say so
 */
export function problemOf(value: unknown, listed: readonly unknown[] | null): ValueProblem | null {
  if (Array.isArray(value)) {
    if (value.length > LONGEST_LIST || value.some((part) => typeof part !== 'string')) return 'wrongType';
    return value.map((part) => ofText(part as string)).find((problem) => problem !== null) ?? null;
  }
  const own = ofOne(value);
  if (own) return own;
  return listed && value !== null && !listed.includes(value) ? 'notListed' : null;
}

function ofOne(value: unknown): ValueProblem | null {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? numberProblem(value) : 'wrongType';
  return typeof value === 'string' ? ofText(value) : 'wrongType';
}

const numberProblem = (value: number): ValueProblem | null => (PERSONAL.test(String(value)) ? 'personal' : null);

function ofText(text: string): ValueProblem | null {
  if (PERSONAL.test(text)) return 'personal';
  return CODE.test(text) ? null : 'text';
}
