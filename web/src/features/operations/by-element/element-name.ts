import type { TFunction } from 'i18next';

/**
 * What a step is called: as its designer named it; in other languages by the platform's own word where it has one.
 * Needs the texts of common.
 */
export function elementName(id: string, drawn: string | undefined, t: TFunction, language: string): string {
  const own = t(`common:taskKind.${id}`, { defaultValue: '' });
  if (language !== 'zh' && own) return own;
  return drawn || own || id;
}
