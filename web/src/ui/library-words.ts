import type { Language } from '../lib/i18n.js';

/** What a modelling library says → what we say; the keys are the library's own English. */
export type LibraryWords = Readonly<Record<string, string>>;

/** Signature of the libraries' service `translate`. */
export type Translate = (text: string, values?: Readonly<Record<string, string>>) => string;

/** Our words for bpmn-js, its properties panel, templates, token simulation and dmn-js: a chunk of its own, none for English. */
export async function libraryWords(language: Language): Promise<LibraryWords> {
  return language === 'zh' ? (await import('../locales/library-words.zh.json')).default : {};
}

/** The service `translate` of the libraries over our words; a text we have no word for stays as it is. */
export function translator(words: LibraryWords): Translate {
  return (text, values = {}) =>
    (words[text] ?? text).replace(/\{([^}]+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : (words[value] ?? value);
    });
}
