import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const LOCALES = join(import.meta.dirname, '../../../web/src/locales/zh');

/** First parts of all translation keys: "view", "act", … */
const GROUPS = readdirSync(LOCALES).flatMap((file) =>
  Object.keys(JSON.parse(readFileSync(join(LOCALES, file), 'utf8'))),
);
const RAW_KEY = new RegExp(`(?:^|[\\s:])(?:${[...new Set(GROUPS)].join('|')})(?:\\.[A-Za-z0-9_]+)+`, 'g');

/** Texts that are a key instead of words, also those where a group of texts was asked for one; codes shown as such are none. */
export async function rawKeys(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const codes = [...document.querySelectorAll('code, pre')].map((element) => (element as HTMLElement).innerText);
    return codes.reduce((all, code) => all.replaceAll(code, ''), document.body.innerText);
  });
  return [...(text.match(RAW_KEY) ?? []), ...(text.match(/returned an object instead of string|\{\{.*?\}\}/g) ?? [])];
}

/** What controls and headings say or are named, without what the city's data says in them. */
export function chromeWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const chrome =
      'nav a, nav button, nav h3, button, [role=tab], th, dt, label, legend, h1, h2, h3, [placeholder], [aria-label]';
    // Rows, verbatim words, names, pickers' values and the switch to the other language are data, not chrome.
    const data =
      '[role=option], [data-verbatim], .ys-user-button, .ys-demo-accounts, [lang], .ant-select-selection-item, svg *';
    const words: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(chrome)) {
      if (element.closest(data) || !element.checkVisibility()) continue;
      for (const word of [element.innerText, element.getAttribute('aria-label'), element.getAttribute('placeholder')])
        if (word?.trim()) words.push(word.trim());
    }
    return words;
  });
}

/** How far the page is wider than its window, and what sticks out. */
export function overflow(page: Page): Promise<{ by: number; because: string[] }> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const by = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - width;
    if (by <= 0) return { by: 0, because: [] };
    const because = [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return { by, because };
  });
}
