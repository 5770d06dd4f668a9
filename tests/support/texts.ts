import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type TFunction } from 'i18next';

const LOCALES = join(import.meta.dirname, '../../web/src/locales');

/** The product's own words, for sentences that are made of several of them. @param more namespaces beside `common` and `events` */
export async function textsIn(language: 'zh' | 'en', ...more: string[]): Promise<TFunction> {
  const read = (name: string) => JSON.parse(readFileSync(join(LOCALES, language, `${name}.json`), 'utf8')) as object;
  const words = i18next.createInstance();
  await words.init({
    lng: language,
    resources: { [language]: Object.fromEntries(['common', 'events', ...more].map((name) => [name, read(name)])) },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  return words.t;
}
