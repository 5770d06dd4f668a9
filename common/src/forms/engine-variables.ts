import type { FieldValue } from './field-value.js';
import type { FormSchema } from './form-schema.js';

/**
 * The variables a finished task gives the engine: every field marked as output, from the `clean` values of
 * `validateForm`. A field that is hidden or left empty is null, because a task that comes round again (rework) would
 * otherwise leave the value of the last round in the process.
 */
export function engineVariables(
  schema: FormSchema,
  clean: Readonly<Record<string, FieldValue>>,
): Record<string, FieldValue | null> {
  return Object.fromEntries(
    schema.fields.filter((field) => field.output).map((field) => [field.key, clean[field.key] ?? null]),
  );
}
