import type { FormDraft } from '../../../ui/form/form-values.js';

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
