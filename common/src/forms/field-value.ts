import { dayOfDate, instantOf } from '../working-time/shanghai-time.js';
import type { FormField, OptionValue } from './form-schema.js';

/** A value of a form: text, number, date as ISO text, yes or no, or the chosen values of a checklist or attachments. */
export type FieldValue = OptionValue | readonly OptionValue[];

/** What stands in a field; `value` is null when it is empty or `problem` says why it cannot be used. */
export interface FieldReading {
  readonly value: FieldValue | null;
  readonly problem: 'wrongType' | 'unknownValue' | null;
}

const EMPTY: FieldReading = { value: null, problem: null };
const WRONG_TYPE: FieldReading = { value: null, problem: 'wrongType' };
const UNKNOWN_VALUE: FieldReading = { value: null, problem: 'unknownValue' };

/** Reads whatever a client sent for a field; texts are trimmed, empty ones count as not given. */
export function readFieldValue(field: FormField, raw: unknown): FieldReading {
  if (field.type === 'checkbox') {
    return raw === undefined || raw === null ? value(false) : typeof raw === 'boolean' ? value(raw) : WRONG_TYPE;
  }
  if (raw === undefined || raw === null || raw === '') {
    return EMPTY;
  }
  switch (field.type) {
    case 'textfield':
    case 'textarea':
      return field.picker === 'attachments' ? readIds(raw) : readText(raw);
    case 'number':
      return readNumber(raw, field.decimalDigits);
    case 'datetime':
      return readDate(raw, field.subtype);
    case 'radio':
    case 'select':
      return readChoice(raw, field);
    case 'checklist':
      return readChoices(raw, field);
  }
}

function value(given: FieldValue): FieldReading {
  return { value: given, problem: null };
}

function readText(raw: unknown): FieldReading {
  if (typeof raw !== 'string') {
    return WRONG_TYPE;
  }
  // PostgreSQL refuses NUL and half a character; neither was typed by a person.
  const text = raw
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim();
  return text === '' ? EMPTY : value(text);
}

function readNumber(raw: unknown, decimalDigits: number | null): FieldReading {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) {
    return WRONG_TYPE;
  }
  return decimalDigits !== null && Number(raw.toFixed(Math.min(decimalDigits, 15))) !== raw ? WRONG_TYPE : value(raw);
}

function readDate(raw: unknown, subtype: FormField['subtype']): FieldReading {
  if (typeof raw !== 'string') {
    return WRONG_TYPE;
  }
  if (subtype === 'time') {
    return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(raw) ? value(raw) : WRONG_TYPE;
  }
  try {
    (subtype === 'date' ? dayOfDate : instantOf)(raw);
    return value(raw);
  } catch {
    return WRONG_TYPE;
  }
}

function readChoice(raw: unknown, field: FormField): FieldReading {
  if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean') {
    return WRONG_TYPE;
  }
  return field.options.some((option) => option.value === raw) ? value(raw) : UNKNOWN_VALUE;
}

function readChoices(raw: unknown, field: FormField): FieldReading {
  if (!Array.isArray(raw)) {
    return WRONG_TYPE;
  }
  const known = field.options.map((option) => option.value);
  if (!raw.every((chosen) => known.includes(chosen))) {
    return UNKNOWN_VALUE;
  }
  return raw.length === 0 ? EMPTY : value(known.filter((option) => raw.includes(option)));
}

function readIds(raw: unknown): FieldReading {
  if (!Array.isArray(raw) || !raw.every((id) => typeof id === 'string' && /^[\w-]{1,64}$/.test(id))) {
    return WRONG_TYPE;
  }
  return raw.length === 0 ? EMPTY : value([...new Set<string>(raw)]);
}
