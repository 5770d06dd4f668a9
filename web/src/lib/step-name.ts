import type { TFunction } from 'i18next';

/** What people call a step: the platform's own tasks in the reader's language, a plain form task as its designer named it. */
export function stepName({ kind, name }: { kind: string; name: string }, t: TFunction): string {
  return kind === 'form' && name
    ? name
    : t([`common:taskKind.${kind}`, 'common:taskKind.form'], { defaultValue: name });
}
