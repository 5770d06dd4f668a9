import type { TFunction } from 'i18next';
import type { CombinedError } from 'urql';

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

/** The sentence for a person: the error's own words if we have them, else those of its code. Needs the `common` texts. */
export function errorSentence(error: CombinedError, t: TFunction): string {
  const { code, name, details } = errorFacts(error);
  const words = (value: unknown) =>
    typeof value === 'string' ? t(`common:detail.${value}`, { defaultValue: value }) : value;
  const plain = Object.fromEntries(
    Object.entries(details)
      .filter(([, value]) => typeof value !== 'object')
      .map(([key, value]) => [key, words(value)]),
  );
  return t([`common:errorName.${name || 'none'}`, `common:errorCode.${code}`, 'common:errorCode.INTERNAL'], plain);
}

/** Field → rule it breaks, from an InvalidInput; empty for every other error. */
export function fieldRules(error: CombinedError): Record<string, string> {
  const fields = errorFacts(error).details.fields;
  if (!fields || typeof fields !== 'object') return {};
  return Object.fromEntries(Object.entries(fields).map(([field, rule]) => [field, String(rule)]));
}
