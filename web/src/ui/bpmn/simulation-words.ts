import type { LibraryWords } from '../library-words.js';

const PARTS = '[class^="bts-"], [class*=" bts-"]';

/**
 * The token simulation writes its words into the page itself and asks no dictionary: they are exchanged as they appear.
 * @returns ends it
 */
export function translateSimulation(root: HTMLElement, words: LibraryWords): () => void {
  const say = (element: Element) => {
    const title = element.getAttribute('title');
    if (title && words[title]) element.setAttribute('title', words[title]);
    for (const node of element.childNodes) {
      const word = node.nodeType === Node.TEXT_NODE ? words[node.textContent?.trim() ?? ''] : undefined;
      if (word) node.textContent = word;
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node instanceof Element && (node.matches(PARTS) || node.closest(PARTS) || node.querySelector(PARTS)))
          for (const element of [node, ...node.querySelectorAll('*')]) say(element);
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}
