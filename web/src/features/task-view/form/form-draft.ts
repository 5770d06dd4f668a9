import type { FormField, FormSchema } from '../../../../../common/src/forms/form-schema.js';
import type { UploadedFile } from '../../../ui/attachments/upload-attachment.js';

export type FormValues = Record<string, unknown>;

/** What is kept of a form in work: the raw values, and the names of files that the values only know by id. */
export type FormDraft = { values: FormValues; files: Record<string, UploadedFile[]> };

const filesKey = '$files';

/** A draft as it is stored: one flat object of values, files beside them. */
export function packDraft({ values, files }: FormDraft): Record<string, unknown> {
  return Object.values(files).some((list) => list.length > 0) ? { ...values, [filesKey]: files } : { ...values };
}

export function unpackDraft(stored: unknown): FormDraft | null {
  if (!stored || typeof stored !== 'object' || Array.isArray(stored)) return null;
  const { [filesKey]: files, ...values } = stored as Record<string, unknown>;
  return { values, files: files && typeof files === 'object' ? (files as FormDraft['files']) : {} };
}

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

const storage = (taskId: string) => `yousu.draft.${taskId}`;

/** The copy on this machine, for the minutes in which the server cannot be reached. */
export function keepLocally(taskId: string, draft: FormDraft): void {
  try {
    localStorage.setItem(storage(taskId), JSON.stringify({ at: Date.now(), draft: packDraft(draft) }));
  } catch {
    // No room: the server's copy is the one that counts.
  }
}

export function forgetLocally(taskId: string): void {
  localStorage.removeItem(storage(taskId));
}

/** @returns the local copy and when it was kept (ms), if there is one. */
export function readLocally(taskId: string): { at: number; draft: FormDraft } | null {
  try {
    const kept = JSON.parse(localStorage.getItem(storage(taskId)) ?? 'null') as { at: number; draft: unknown } | null;
    const draft = unpackDraft(kept?.draft);
    return kept && draft ? { at: kept.at, draft } : null;
  } catch {
    return null;
  }
}
