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
  const loose = new Map(Object.entries(words).map(([text, word]) => [looselySaid(text), word]));
  const say = (text: string) => words[text] ?? loose.get(looselySaid(text));
  return (text, values = {}) =>
    (say(text) ?? text).replace(/\{([^}]+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : (say(value) ?? value);
    });
}

/** The libraries write the same type as "User task", "User Task" and "user-task". */
const looselySaid = (text: string) => text.toLowerCase().replaceAll('-', ' ');

/** Where the libraries write words into the page that they ask no dictionary for. */
const UNASKED_TEXTS =
  '[class^="bts-"], [class*=" bts-"], .bio-properties-panel-header-type, .bio-properties-panel button';
const COUNTED = /^List contains (\d+) items?$/;

/**
 * Exchanges words that the libraries write into the page without asking for a translation (token simulation, titles of the
 * properties panel), as they appear. Texts of people are left alone: names on the drawing, values of fields.
 * @returns ends it
 */
export function translateUnasked(roots: readonly HTMLElement[], words: LibraryWords): () => void {
  const say = translator(words);
  const wordFor = (text: string) => {
    const counted = COUNTED.exec(text)?.[1];
    const word = counted ? say('List contains {numOfItems} items', { numOfItems: counted }) : say(text);
    return word === text ? undefined : word;
  };
  const title = (element: Element) => {
    const word = wordFor(element.getAttribute('title') ?? '');
    if (word) element.setAttribute('title', word);
  };
  const text = (node: Node) => {
    const said = node.textContent?.trim() ?? '';
    const word = said && node.parentElement?.closest(UNASKED_TEXTS) ? wordFor(said) : undefined;
    if (word) node.textContent = word;
  };
  const under = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) text(node);
    if (!(node instanceof Element)) return;
    title(node);
    for (const titled of node.querySelectorAll('[title]')) title(titled);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) text(walker.currentNode);
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') title(target as Element);
      else if (type === 'characterData') text(target);
      else for (const node of addedNodes) under(node);
    }
  });
  for (const root of roots) {
    under(root);
    observer.observe(root, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['title'],
    });
  }
  return () => observer.disconnect();
}
