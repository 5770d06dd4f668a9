import type { TFunction } from 'i18next';
import { spanWords } from '../../../lib/span-words.js';

/** What a field is called: a person's name is another word than a unit's. */
export function fieldWords(field: string, part: string, t: TFunction): string {
  return field === 'name' && part === 'users' ? t('personName') : t(`field.${field}`);
}

/** A value of an entry as people say it. @param words group of texts for codes, or `span` */
export function cellWords(value: unknown, words: string | undefined, t: TFunction): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map((one) => cellWords(one, words, t)).join(t('common:word.enumerate'));
  if (typeof value === 'boolean') return t(value ? 'common:word.yes' : 'common:word.no');
  if (words === 'span') return spanWords(String(value), t);
  return words ? t(`${words}.${value}`, { defaultValue: String(value) }) : String(value);
}
