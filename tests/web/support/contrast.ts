import type { Page } from 'playwright-core';

/**
 * Visible texts of the page that stand out from their ground by less than WCAG AA asks: 4.5, or 3 where they are large.
 * What is switched off, and what bpmn-js draws, is left out.
 */
export function paleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const known = new Map<string, Colour>();
    function read(css: string): Colour {
      const colour = known.get(css);
      if (colour || !pen) return colour ?? [0, 0, 0, 1];
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
      known.set(css, [red, green, blue, alpha / 255]);
      return [red, green, blue, alpha / 255];
    }
    function over(top: Colour, under: Colour, share = top[3]): Colour {
      const mixed = (at: 0 | 1 | 2) => top[at] * share + under[at] * (1 - share);
      return [mixed(0), mixed(1), mixed(2), 1];
    }
    function luminance(colour: Colour): number {
      const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(colour[0] / 255) + 0.7152 * linear(colour[1] / 255) + 0.0722 * linear(colour[2] / 255);
    }
    function ratio(one: Colour, other: Colour): number {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    }
    function behind(element: Element): Colour {
      const layers: Colour[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const layer = read(getComputedStyle(at).backgroundColor);
        layers.push(layer);
        if (layer[3] === 1) break;
      }
      return layers.reduceRight<Colour>((under, layer) => over(layer, under), [255, 255, 255, 1]);
    }
    function opacity(element: Element): number {
      let all = 1;
      for (let at: Element | null = element; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
      return all;
    }

    const pale = new Set<string>();
    function look(element: Element, style: CSSStyleDeclaration, text: string, share = 1): void {
      const ground = behind(element);
      const colour = read(style.color);
      const front = over(colour, ground, colour[3] * opacity(element) * share);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const found = ratio(front, ground);
      if (found < (large ? 3 : 4.5))
        pale.add(`${found.toFixed(2)} ${element.tagName}.${element.className} ${text.trim().slice(0, 20)}`);
    }
    const off = 'script, style, noscript, .visually-hidden, .ys-skip, .djs-container, [aria-disabled=true], :disabled';
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      const text = node.nodeValue ?? '';
      if (!element || !text.trim() || element.closest(off)) continue;
      if (element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        look(element, getComputedStyle(element), text);
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('input:enabled, textarea:enabled')) {
      if (!field.checkVisibility() || ['checkbox', 'radio'].includes(field.type)) continue;
      if (field.value) look(field, getComputedStyle(field), field.value);
      const hint = getComputedStyle(field, '::placeholder');
      if (!field.value && field.placeholder) look(field, hint, field.placeholder, Number(hint.opacity));
    }
    return [...pale];
  });
}
