import { checkFormSchema } from '../forms/check-form-schema.js';
import type { FormIssue } from '../forms/form-schema.js';
import type { FormFile } from './read-form.js';

/** Each condition is tried with every field: beyond this it takes seconds. */
const MOST_FIELDS = 300;
const known = new WeakMap<FormFile, readonly FormIssue[]>();

/** What keeps a form from working as written; null when it is too large to be looked at field by field. */
export function formIssues(form: FormFile): readonly FormIssue[] | null {
  if (form.fields.length > MOST_FIELDS) return null;
  const issues = known.get(form) ?? checkFormSchema(form.schema);
  known.set(form, issues);
  return issues;
}
