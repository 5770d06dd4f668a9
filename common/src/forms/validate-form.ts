import { type FieldReading, type FieldValue, readFieldValue } from './field-value.js';
import type { FormField, FormSchema } from './form-schema.js';
import { sentValue, visibleFields } from './visible-fields.js';

/** Names of the rules; the client translates them. */
export const FORM_RULES = [
  'required',
  'minLength',
  'maxLength',
  'min',
  'max',
  'pattern',
  'unknownValue',
  'wrongType',
] as const;
export type FormRule = (typeof FORM_RULES)[number];

/** The rule a value breaks; `params.limit` is the limit of minLength, maxLength, min and max. */
export interface FieldError {
  readonly rule: FormRule;
  readonly params: { readonly limit?: number };
}

export interface FormValidation {
  /** The first broken rule by key; no keys when the form may be sent. */
  readonly errors: Readonly<Record<string, FieldError>>;
  /** The valid values of visible fields, texts trimmed; a field that was left empty has no key. */
  readonly clean: Readonly<Record<string, FieldValue>>;
}

/** Checks what a client sent for a form. Never throws on odd input; keys the form does not have are dropped. */
export function validateForm(schema: FormSchema, data: unknown): FormValidation {
  const errors: Record<string, FieldError> = {};
  const clean: Record<string, FieldValue> = {};
  for (const field of visibleFields(schema, data)) {
    if (field.disabled) {
      continue;
    }
    const reading = readFieldValue(field, sentValue(data, field.key));
    const error = brokenRule(field, reading);
    if (error !== null) {
      errors[field.key] = error;
    } else if (reading.value !== null) {
      clean[field.key] = reading.value;
    }
  }
  return { errors, clean };
}

function brokenRule(field: FormField, { value, problem }: FieldReading): FieldError | null {
  if (problem !== null) {
    return { rule: problem, params: {} };
  }
  if (value === null || (field.type === 'checkbox' && value === false)) {
    return field.required ? { rule: 'required', params: {} } : null;
  }
  if (field.type === 'number' && typeof value === 'number') {
    return brokenLimit('min', field.min, value) ?? brokenLimit('max', field.max, value);
  }
  if ((field.type === 'textfield' || field.type === 'textarea') && typeof value === 'string') {
    const length = [...value].length;
    return (
      brokenLimit('minLength', field.minLength, length) ??
      brokenLimit('maxLength', field.maxLength, length) ??
      (matches(value, field.pattern) ? null : { rule: 'pattern', params: {} })
    );
  }
  return null;
}

function brokenLimit(rule: 'min' | 'max' | 'minLength' | 'maxLength', limit: number | null, value: number) {
  const broken = limit !== null && (rule === 'min' || rule === 'minLength' ? value < limit : value > limit);
  return broken ? ({ rule, params: { limit } } as const) : null;
}

/** A pattern that is no regular expression refuses nobody; `checkFormSchema` tells its author. */
function matches(value: string, pattern: string | null): boolean {
  if (pattern === null) {
    return true;
  }
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}
