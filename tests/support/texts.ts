import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';

const LOCALES = join(import.meta.dirname, '../../web/src/locales');

/** The product's own words, for sentences that are made of several of them. */
export async function textsIn(language: 'zh' | 'en'): Promise<TFunction> {
  const read = (name: string) => JSON.parse(readFileSync(join(LOCALES, language, `${name}.json`), 'utf8')) as object;
  const words = i18next.createInstance();
  await words.init({
    lng: language,
    resources: { [language]: { common: read('common'), events: read('events') } },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  return words.t;
}
