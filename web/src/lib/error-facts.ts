import type { TFunction } from 'i18next';
import type { CombinedError } from 'urql';
import { spanWords } from './span-words.js';

export type ErrorFacts = {
  /** UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID, CONFLICT, RATE_LIMITED, UNAVAILABLE, INTERNAL or NETWORK. */
  code: string;
  /** Class of the application's error, e.g. TaskAlreadyClaimed; empty when unknown. */
  name: string;
  details: Record<string, unknown>;
};

/** What went wrong, for a program. */
export function errorFacts(error: CombinedError): ErrorFacts {
  if (error.networkError) return { code: 'NETWORK', name: '', details: {} };
  const extensions = error.graphQLErrors[0]?.extensions ?? {};
  return {
    code: String(extensions.code ?? 'INTERNAL'),
    name: String(extensions.name ?? ''),
    details: (extensions.details as Record<string, unknown> | undefined) ?? {},
  };
}

/**
 * The sentence for a person: the error's own words if we have them, else those of its code. Needs the `common` texts.
 * @param own where the caller keeps words of its own by error name, e.g. about another person than the reader
 */
export function errorSentence(error: CombinedError, t: TFunction, own = 'common:errorName'): string {
  return factsSentence(errorFacts(error), t, own);
}

/** The same for what a plain route of the API answers instead of a file. */
export function refusalSentence(answer: Partial<ErrorFacts>, t: TFunction): string {
  return factsSentence({ code: 'INTERNAL', name: '', details: {}, ...answer }, t, 'common:errorName');
}

function factsSentence(facts: ErrorFacts, t: TFunction, own: string): string {
  const { code, name, details } = facts;
  const words = (value: unknown) =>
    typeof value === 'string'
      ? t([`common:detail.${value}`, `common:clock.${value}`], { defaultValue: spanWords(value, t) })
      : value;
  const plain = Object.fromEntries(
    Object.entries(details)
      .filter(([, value]) => typeof value !== 'object')
      .map(([key, value]) => [key, words(value)]),
  );
  const broken = [...new Set(Object.values(rulesIn(details)))];
  const rules = broken.map((rule) => ruleSentence(rule, t));
  const keys = [`${own}.${name}`, `common:errorName.${name}`, `common:errorCode.${code}`, 'common:errorCode.INTERNAL'];
  return t(name ? keys : keys.slice(2), { ...plain, rules: rules.join(t('common:word.listJoin')) });
}

/** Rules that name a limit, and their words where the server told the rule without it. */
const withoutLimit: Readonly<Record<string, string>> = {
  min: 'tooSmall',
  max: 'tooLarge',
  minLength: 'tooShort',
  maxLength: 'tooLong',
};

/** What a value must be, for under its field. Needs the `common` texts. */
export function ruleSentence(rule: string, t: TFunction, limit?: number): string {
  const name = limit === undefined ? (withoutLimit[rule] ?? rule) : rule;
  return t([`common:fieldRule.${name}`, 'common:fieldRule.other'], { limit });
}

/** Field → rule it breaks, from an InvalidInput; empty for every other error. */
export function fieldRules(error: CombinedError): Record<string, string> {
  return rulesIn(errorFacts(error).details);
}

function rulesIn({ fields }: ErrorFacts['details']): Record<string, string> {
  if (!fields || typeof fields !== 'object') return {};
  return Object.fromEntries(Object.entries(fields).map(([field, rule]) => [field, String(rule)]));
}
