import type { FormField, FormSchema } from '../../../../common/src/forms/form-schema.js';
import type { UploadedFile } from '../attachments/upload-attachment.js';

export type FormValues = Record<string, unknown>;

/** What is kept of a form in work: the raw values, and the names of files that the values only know by id. */
export type FormDraft = { values: FormValues; files: Record<string, UploadedFile[]> };

/** First values: the author's defaults, then what the case already says under the same key. */
export function firstValues(schema: FormSchema, known: FormValues): FormValues {
  const values: FormValues = {};
  for (const field of schema.fields) {
    const value = known[field.key] ?? field.defaultValue;
    if (value !== undefined && value !== null && value !== '' && fits(field, value)) values[field.key] = value;
  }
  return values;
}

function fits(field: FormField, value: unknown): boolean {
  return field.options.length === 0 || field.options.some((option) => option.value === value);
}
